namespace GiftGrab;

/// <summary>Which container keeps what.</summary>
public static class Containers
{
    /// <summary>What <see cref="Parse"/> understands, for messages.</summary>
    public const string Allowed = "mp4, mov, mkv, webm, avi, ts, es, and for sound alone wav, m4a, aac, flac, ogg";

    /// <summary>Reads a name.</summary>
    /// <param name="name">One of <see cref="Allowed"/> in any case; <c>matroska</c>, <c>quicktime</c>, <c>mpegts</c> and
    /// <c>elementary</c> are understood too.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static Container Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "mp4" => Container.Mp4,
            "mov" or "quicktime" => Container.Mov,
            "mkv" or "matroska" => Container.Mkv,
            "webm" => Container.WebM,
            "avi" => Container.Avi,
            "ts" or "mpegts" => Container.Ts,
            "es" or "elementary" => Container.ElementaryStream,
            "wav" => Container.Wav,
            "m4a" => Container.M4a,
            "aac" or "adts" => Container.Adts,
            "flac" => Container.Flac,
            "ogg" or "opus" => Container.Ogg,
            _ => throw new FormatException($"The container \"{name}\" is not known; allowed are {Allowed}."),
        };
    }

    /// <summary>The extensions of recordings, for messages.</summary>
    public static string AllowedExtensions => string.Join(", ", ContainerFormats.All.SelectMany(format => format.Extensions));

    /// <summary>Whether a file is called as a recording is.</summary>
    /// <param name="path">The extension counts in any case.</param>
    public static bool HasExtension(string path) => FormatOf(path) is not null;

    /// <summary>The container that a file's extension stands for.</summary>
    /// <param name="path">The extension counts in any case.</param>
    /// <exception cref="VideoTargetException">The extension is none, or none that is known.</exception>
    public static Container FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FormatOf(path)?.Container ?? throw new VideoTargetException($"{path} cannot be written: {WhyNone(path)}");
    }

    /// <summary>The short name, as <see cref="Parse"/> reads it.</summary>
    /// <param name="container">A container.</param>
    public static string NameOf(Container container) =>
        container == Container.ElementaryStream ? "es" : ContainerFormats.Of(container).Name;

    /// <summary>Whether a container keeps sound alone.</summary>
    /// <param name="container">A container.</param>
    public static bool IsForSound(Container container) => ContainerFormats.Of(container).Codecs.Length == 0;

    /// <summary>Whether a container keeps pictures of this codec.</summary>
    /// <param name="container">A container.</param>
    /// <param name="codec">A codec.</param>
    public static bool Allows(Container container, Codec codec) => ContainerFormats.Of(container).Codecs.Contains(codec);

    /// <summary>Whether a container keeps sound of this codec.</summary>
    /// <param name="container">A container.</param>
    /// <param name="codec">A codec.</param>
    public static bool Allows(Container container, AudioCodec codec) => ContainerFormats.Of(container).AudioCodecs.Contains(codec);

    /// <summary>The pictures that suit a container best: of the codecs that it keeps, the one that plays most widely among
    /// those that are encoded in real time.</summary>
    /// <param name="container">A container.</param>
    /// <param name="path">The file, whose extension names the codec of an elementary stream.</param>
    /// <exception cref="VideoTargetException">It keeps sound alone.</exception>
    public static Codec DefaultCodec(Container container, string? path = null) => container switch
    {
        Container.WebM => Codec.Vp9,
        Container.Avi => Codec.Xvid,
        Container.ElementaryStream => CodecsOf(container, path)[0],
        _ when IsForSound(container) => throw KeepsSoundAlone(ContainerFormats.Of(container), path),
        _ => Codec.H264,
    };

    /// <summary>The sound that suits a container best; <see langword="null"/> where it keeps none.</summary>
    /// <param name="container">A container.</param>
    public static AudioCodec? DefaultAudio(Container container)
    {
        AudioCodec[] codecs = ContainerFormats.Of(container).AudioCodecs;
        return codecs.Length > 0 ? codecs[0] : null;
    }

    /// <summary>Whether codec headers stand in front of the file. An encoder that feeds several outputs gives them so
    /// (<c>global_header</c>): outputs that want them between the pictures put them there.</summary>
    /// <param name="container">A container.</param>
    public static bool WantsGlobalHeader(Container container) => ContainerFormats.Of(container).WantsGlobalHeader;

    /// <summary>Refuses pictures that a container does not keep.</summary>
    /// <param name="container">A container.</param>
    /// <param name="codec">A codec.</param>
    /// <param name="path">The file, whose extension names the codec of an elementary stream.</param>
    /// <exception cref="VideoTargetException">It does not; the message lists what it keeps, and what keeps the codec.</exception>
    public static void RequireLegal(Container container, Codec codec, string? path = null)
    {
        ContainerFormat format = ContainerFormats.Of(container);
        if (IsForSound(container))
        {
            throw KeepsSoundAlone(format, path);
        }

        Codec[] legal = CodecsOf(container, path);
        if (!legal.Contains(codec))
        {
            string others = string.Join(", ", ContainerFormats.All.Where(other => other.Codecs.Contains(codec)).Select(other => NameOf(other.Container)));
            throw new VideoTargetException(
                $"{Subject(format, path)} cannot hold {CodecNames.NameOf(codec)}; it holds {string.Join(", ", legal.Select(CodecNames.NameOf))}, and {CodecNames.NameOf(codec)} goes into {others}.");
        }
    }

    /// <summary>Refuses sound that a container does not keep.</summary>
    /// <param name="container">A container.</param>
    /// <param name="codec">A codec.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="VideoTargetException">It does not; the message lists what it keeps.</exception>
    public static void RequireLegal(Container container, AudioCodec codec, string? path = null)
    {
        ContainerFormat format = ContainerFormats.Of(container);
        if (!format.AudioCodecs.Contains(codec))
        {
            string legal = format.AudioCodecs.Length == 0 ? "no sound" : string.Join(", ", format.AudioCodecs.Select(AudioCodecNames.NameOf));
            throw new VideoTargetException($"{Subject(format, path)} cannot hold {AudioCodecNames.NameOf(codec)}; it holds {legal}.");
        }
    }

    /// <summary>Refuses raw pictures whose pixels a container cannot name, so that nobody could read them back.</summary>
    /// <param name="container">A container that keeps raw pictures.</param>
    /// <param name="format">The pixel format.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="VideoTargetException">It cannot; the message lists what it can.</exception>
    public static void RequireLegalRaw(Container container, PixelFormat format, string? path = null)
    {
        ContainerFormat known = ContainerFormats.Of(container);
        if (known.RawFormats is not null && !known.RawFormats.Contains(format.Name))
        {
            throw new VideoTargetException(
                $"{Subject(known, path)} cannot hold raw {format}; it holds raw {string.Join(", ", known.RawFormats)}.");
        }
    }

    /// <summary>The one sentence of sound for a container that keeps none.</summary>
    internal static VideoTargetException KeepsNoSound(Container container, string? path) =>
        new($"{Subject(ContainerFormats.Of(container), path)} cannot hold sound; mp4, mov, mkv, webm, avi and ts can, and wav, m4a, aac, flac and ogg hold sound alone.");

    private static string WhyNone(string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        string reason = extension.Length > 1 ? $"no container has the extension \"{extension}\"" : "no extension says the container";
        return Directory.Exists(path) ? "it is a folder; a file is needed."
            : $"{reason}; allowed are {AllowedExtensions}, or naming the container (Container, --container).";
    }

    private static VideoTargetException KeepsSoundAlone(ContainerFormat format, string? path) =>
        new($"{Subject(format, path)} cannot hold pictures; {format.Name} is for sound alone, and mp4, mov, mkv, webm, avi and ts hold both.");

    private static ContainerFormat? FormatOf(string path) =>
        Array.Find(ContainerFormats.All, format => format.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()));

    private static Codec[] CodecsOf(Container container, string? path) => container == Container.ElementaryStream && path is not null
        ? ElementaryStreams.CodecsOf(Path.GetExtension(path).ToLowerInvariant())
        : ContainerFormats.Of(container).Codecs;

    private static string Subject(ContainerFormat format, string? path) => path ?? $"The container {NameOf(format.Container)}";
}
