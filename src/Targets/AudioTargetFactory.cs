namespace GiftGrab;

/// <summary>Makes targets of sound alone: attach them to a source of sound, and they encode and write.</summary>
public static class AudioTargetFactory
{
    /// <summary>Makes a target that writes a file.</summary>
    /// <param name="path">The file; its extension chooses the container: wav, m4a, aac, flac, ogg or opus, or one that holds pictures, too.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    /// <exception cref="VideoTargetException">The file, codec, container or an option is not possible.</exception>
    public static AudioTarget CreateFileWriter(string path, AudioTargetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new AudioTargetOptions();
        Container container = options.Container ?? Containers.FromPath(path);
        AudioEncoder encoder = CreateEncoder(options, container, path);
        return new AudioTarget(encoder, new FileOutput(path, container, options.File), options, path);
    }

    /// <summary>Makes a target that writes into a .NET stream: memory, a pipe, a socket.</summary>
    /// <param name="stream">Stays the caller's; need not be able to seek.</param>
    /// <param name="container">The container.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    /// <exception cref="VideoTargetException">The stream, codec, container or an option is not possible.</exception>
    public static AudioTarget CreateStreamWriter(Stream stream, Container container, AudioTargetOptions? options = null)
    {
        options ??= new AudioTargetOptions();
        AudioEncoder encoder = CreateEncoder(options, container, null);
        return new AudioTarget(encoder, new StreamOutput(stream, container, options.File.Metadata), options, null);
    }

    private static AudioEncoder CreateEncoder(AudioTargetOptions options, Container container, string? path)
    {
        AudioCodec codec = options.Codec ?? Containers.DefaultAudio(container) ?? throw Containers.KeepsNoSound(container, path);
        Containers.RequireLegal(container, codec, path);
        TargetLimit.CheckDuration(options.MaxDuration);
        options.UntilSilence?.Check();
        return new AudioEncoder(codec, options.Audio, Containers.WantsGlobalHeader(container), path ?? "stream");
    }
}
