using System.Globalization;

namespace GiftGrab;

/// <summary>Refuses what cannot be: values out of range, contradictions, and options that an encoder has no use for.</summary>
internal static class EncoderOptionRules
{
    /// <summary>Checks what can be known without an encoder.</summary>
    /// <exception cref="VideoTargetException">A value is out of range, or two contradict.</exception>
    public static void Check(Codec codec, FrameRate frameRate, VideoEncoderOptions options)
    {
        if (!frameRate.IsKnown)
        {
            throw new VideoTargetException(
                $"The frame rate is not known; name one above 0 and at most {FrameRate.Maximum} frames per second.");
        }

        string[] controls =
        [
            .. options.Quality is null ? [] : (string[])[$"quality {options.Quality}"],
            .. options.BitRate is null ? [] : (string[])[$"bitrate {options.BitRate}"],
            .. options.Qp is null ? [] : (string[])[$"qp {options.Qp}"],
            .. options.Lossless ? (string[])["lossless"] : [],
        ];
        if (controls.Length > 1)
        {
            throw new VideoTargetException(
                $"{string.Join(" and ", controls)} contradict each other; allowed is one of quality, bitrate, qp and lossless.");
        }

        if (options.Lossless && options.QualityPreset is not null)
        {
            throw new VideoTargetException("Lossless and a named quality contradict each other; allowed is one of them.");
        }

        if (options.Lossless && options.Size is { } scaled)
        {
            throw new VideoTargetException(
                $"Lossless and the size {scaled.Width}x{scaled.Height} contradict each other: a scaled picture is not the source's; allowed is one of them.");
        }

        InRange("width", options.Size?.Width, 1, 16_384, " columns");
        InRange("height", options.Size?.Height, 1, 16_384, " rows");
        InRange("bitrate", options.BitRate, 1_000, 2_000_000_000, " bits per second");
        InRange("GOP length", options.GopLength, 1, 100_000, " frames");
        InRange("number of threads", options.Threads, 0, 128, " (0 chooses by the number of processors)");
        InRange("number of frames of which one is kept", options.EveryNth, 1, 1_000_000, string.Empty);
        if (options.Speed is not (>= 0.001 and <= 100_000))
        {
            throw new VideoTargetException(
                $"The speed {options.Speed.ToString(CultureInfo.InvariantCulture)} is not possible; allowed is 0.001 to 100000, where 1 is the source's own.");
        }

        if (options.Encoder is { } name && EncoderKinds.Find(codec, name) is null)
        {
            throw new VideoTargetException(
                $"The encoder \"{name}\" does not make {CodecNames.NameOf(codec)}; allowed are {EncoderKinds.NamesFor(codec)}.");
        }
    }

    /// <summary>Checks what depends on the encoder.</summary>
    /// <exception cref="VideoTargetException">The encoder has no use for an option, or its value is none that it knows.</exception>
    public static void Check(EncoderKind kind, VideoEncoderOptions options)
    {
        if (options.Lossless && kind.LosslessRefusal is { } refusal)
        {
            throw new VideoTargetException($"{CodecNames.NameOf(kind.Codec)} cannot be lossless here: {refusal}.");
        }

        if (kind.Quality is { } scale)
        {
            InRange($"quality of {CodecNames.NameOf(kind.Codec)}", options.Quality, scale.Least, scale.Most, string.Empty);
            InRange($"qp of {CodecNames.NameOf(kind.Codec)}", options.Qp, scale.Least, scale.Most, string.Empty);
        }

        RefuseUnused(kind, "quality", options.Quality is not null || options.QualityPreset is not null, kind.Quality is not null);
        RefuseUnused(kind, "qp", options.Qp is not null, kind.TakesQp);
        RefuseUnused(kind, "bitrate", options.BitRate is not null, kind.TakesBitRate);
        RefuseUnused(kind, "intra refresh", options.IntraRefresh, kind.TakesIntraRefresh);
        RefuseUnused(kind, "repeated headers", options.RepeatHeaders, kind.RepeatsHeaders);
        RefuseUnused(kind, "GOP length", options.GopLength > 1, !kind.IsIntraOnly);
        OneOf(kind, "preset", options.Preset, kind.Presets);
        OneOf(kind, "profile", options.Profile, kind.Profiles);
        OneOf(kind, "tune", options.Tune, kind.Tunes);
        OneOf(kind, "level", options.Level, kind.Levels?.Names ?? []);
    }

    /// <summary>Checks what depends on the pictures.</summary>
    /// <exception cref="VideoTargetException">The encoder does not take pictures of this size and rate.</exception>
    public static void Check(
        EncoderKind kind, VideoEncoderOptions options, int width, int height, PixelFormat format, FrameRate rate)
    {
        if (width < kind.LeastSize || height < kind.LeastSize)
        {
            throw new VideoTargetException(
                $"{width}x{height} is too small for {kind.Name}; the least is {kind.LeastSize}x{kind.LeastSize}.");
        }

        PixelFormatDescription description = PixelFormats.Describe(format);
        bool isOdd = width % (1 << description.ChromaShiftX) != 0 || height % (1 << description.ChromaShiftY) != 0;
        if (kind.NeedsEvenSize && isOdd)
        {
            throw new VideoTargetException(
                $"{width}x{height} cannot be encoded by {kind.Name} in {format}, which needs even sizes; "
                + (kind.Formats.Contains(PixelFormat.I444) ? "name the pixel format yuv444p, " : string.Empty)
                + "crop one column or row, or use ffv1.");
        }

        if (kind.HighestRate > 0 && rate.FramesPerSecond > kind.HighestRate)
        {
            throw new VideoTargetException(
                $"{rate} frames per second are too many for {kind.Name}; the most are {kind.HighestRate}.");
        }

        if (options.Level is { } level && !kind.Levels!.Permits(level, width, height, rate, out string? lowest))
        {
            throw new VideoTargetException(
                $"Level {level} does not permit {width}x{height} at {rate} frames per second; "
                + (lowest is null ? "no level does." : $"the lowest that does is {lowest}."));
        }
    }

    private static void InRange(string what, long? value, long least, long most, string unit)
    {
        if (value < least || value > most)
        {
            throw new VideoTargetException(string.Create(
                CultureInfo.InvariantCulture, $"The {what} {value} is not possible; allowed are {least}..{most}{unit}."));
        }
    }

    private static void RefuseUnused(EncoderKind kind, string option, bool isGiven, bool isTaken)
    {
        if (isGiven && !isTaken)
        {
            throw new VideoTargetException($"The encoder {kind.Name} has no use for the option {option}; leave it out or choose another codec.");
        }
    }

    private static void OneOf(EncoderKind kind, string option, string? value, IEnumerable<string> allowed)
    {
        if (value is null || allowed.Contains(value, StringComparer.Ordinal))
        {
            return;
        }

        string list = string.Join(", ", allowed);
        throw new VideoTargetException(list.Length == 0
            ? $"The encoder {kind.Name} has no use for the option {option}; leave it out or choose another codec."
            : $"The {option} \"{value}\" is not one that {kind.Name} knows; allowed are {list}.");
    }
}
