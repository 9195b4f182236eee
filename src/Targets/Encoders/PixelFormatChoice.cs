namespace GiftGrab;

/// <summary>Chooses the pixel format that is encoded.</summary>
internal static class PixelFormatChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="kind">The encoder.</param>
    /// <param name="source">The format of the pictures that come.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="anyOf">For an encoder that takes any format, those that the container can name; empty: all.</param>
    /// <exception cref="VideoTargetException">What the codec or the options promise to keep would be lost.</exception>
    public static PixelFormat For(EncoderKind kind, PixelFormat source, VideoEncoderOptions options, IReadOnlyList<PixelFormat> anyOf)
    {
        IReadOnlyList<PixelFormat> taken = kind.Formats;
        if (taken.Count == 0)
        {
            taken = anyOf.Count > 0 ? anyOf : [options.PixelFormat ?? source];
        }

        bool mustKeep = (options.Lossless || kind.Pixels == PixelRule.Exact) && !options.AllowConversion;
        if (options.PixelFormat is { } asked)
        {
            return Asked(kind, source, asked, taken, mustKeep);
        }

        if (options.Lossless || kind.Pixels == PixelRule.Exact)
        {
            // A plane of alpha that the source has not would be encoded for nothing.
            bool hasAlpha = PixelFormats.Describe(source).HasAlpha;
            PixelFormat? exact = taken.Contains(source)
                ? source
                : First(taken.Where(format => Keeps(source, format)).OrderBy(format => PixelFormats.Describe(format).HasAlpha != hasAlpha));
            return exact ?? (mustKeep ? throw Refusal(kind, source, Nearest(taken, source)) : Nearest(taken, source));
        }

        PixelFormat chosen = kind.Pixels == PixelRule.Jpeg ? Jpeg(taken, source) : Subsampled(taken, source);
        return chosen.BitDepth >= source.BitDepth || options.AllowConversion || kind.Pixels == PixelRule.Jpeg
            ? chosen
            : throw new VideoTargetException(
                $"{source} has {source.BitDepth} bits and {kind.Name} would keep {chosen.BitDepth} of them; "
                + $"name the pixel format {chosen} to permit it, or use ffv1, which keeps all.");
    }

    /// <summary>Whether every picture in one format comes back from the other bit for bit: the same components in another order.</summary>
    public static bool Keeps(PixelFormat source, PixelFormat target)
    {
        if (source == target)
        {
            return true;
        }

        PixelFormatDescription from = PixelFormats.Describe(source);
        PixelFormatDescription to = PixelFormats.Describe(target);
        return from.IsRgb == to.IsRgb && from.IsGray == to.IsGray && from.BitDepth == to.BitDepth
            && from.ChromaShiftX == to.ChromaShiftX && from.ChromaShiftY == to.ChromaShiftY
            && (!from.HasAlpha || to.HasAlpha)
            && !from.IsHardware && !to.IsHardware && !from.Name.StartsWith("pal", StringComparison.Ordinal);
    }

    private static PixelFormat Asked(
        EncoderKind kind, PixelFormat source, PixelFormat asked, IReadOnlyList<PixelFormat> taken, bool mustKeep)
    {
        if (!taken.Contains(asked))
        {
            throw new VideoTargetException(
                $"The encoder {kind.Name} does not take the pixel format {asked}; allowed are {string.Join(", ", taken)}.");
        }

        return mustKeep && !Keeps(source, asked) ? throw Refusal(kind, source, asked) : asked;
    }

    private static VideoTargetException Refusal(EncoderKind kind, PixelFormat source, PixelFormat target)
    {
        var lost = new List<string>();
        if (target.BitDepth < source.BitDepth)
        {
            lost.Add($"{source.BitDepth - target.BitDepth} bits of each component");
        }

        PixelFormatDescription from = PixelFormats.Describe(source);
        PixelFormatDescription to = PixelFormats.Describe(target);
        if (to.ChromaShiftX > from.ChromaShiftX || to.ChromaShiftY > from.ChromaShiftY)
        {
            lost.Add("colour resolution");
        }

        if (to.IsGray && !from.IsGray)
        {
            lost.Add("colour");
        }

        if (from.HasAlpha && !to.HasAlpha)
        {
            lost.Add("transparency");
        }

        if (lost.Count == 0)
        {
            lost.Add("exact values, by rounding");
        }

        return new VideoTargetException(
            $"{kind.Name} cannot keep {source} as it is: in {target} it would lose {string.Join(" and ", lost)}; "
            + "permit the conversion (VideoEncoderOptions.AllowConversion, --allow-conversion)"
            + (kind.Pixels == PixelRule.Exact ? "." : ", or use a codec that takes it, such as ffv1 or raw."));
    }

    // Formats named yuvj are full-range twins that newer players and encoders no longer want.
    private static PixelFormat Subsampled(IReadOnlyList<PixelFormat> taken, PixelFormat source)
    {
        PixelFormat? best = null;
        foreach (PixelFormat format in taken)
        {
            if (IsSubsampled(format) && !IsJpeg(format) && !(best is { } other && Rank(other) <= Rank(format)))
            {
                best = format;
            }
        }

        return best ?? taken[0];

        // The source's own, else the least that keeps all of its bits, else the one that keeps most of them.
        int Rank(PixelFormat format) => format == source ? -1
            : format.BitDepth >= source.BitDepth ? format.BitDepth - source.BitDepth
            : 100 + source.BitDepth - format.BitDepth;
    }

    private static PixelFormat Jpeg(IReadOnlyList<PixelFormat> taken, PixelFormat source)
    {
        PixelFormatDescription from = PixelFormats.Describe(source);
        bool isYuv = !from.IsRgb && !from.IsGray;
        return First(taken.Where(format => IsJpeg(format) && isYuv && SameChroma(format, from)))
            ?? First(taken.Where(format => IsJpeg(format) && IsSubsampled(format)))
            ?? taken[0];
    }

    private static PixelFormat Nearest(IReadOnlyList<PixelFormat> taken, PixelFormat source)
    {
        PixelFormatDescription from = PixelFormats.Describe(source);
        return First(taken.Where(format => !IsJpeg(format))
            .OrderByDescending(format => Math.Min(format.BitDepth, source.BitDepth))
            .ThenByDescending(format => SameChroma(format, from))
            .ThenBy(format => format.BitDepth)) ?? taken[0];
    }

    private static bool SameChroma(PixelFormat format, PixelFormatDescription other)
    {
        PixelFormatDescription description = PixelFormats.Describe(format);
        return description.ChromaShiftX == other.ChromaShiftX && description.ChromaShiftY == other.ChromaShiftY
            && description.IsGray == other.IsGray;
    }

    private static bool IsSubsampled(PixelFormat format) =>
        PixelFormats.Describe(format) is { IsRgb: false, IsGray: false, ChromaShiftX: 1, ChromaShiftY: 1, HasAlpha: false };

    private static bool IsJpeg(PixelFormat format) => format.Name.StartsWith("yuvj", StringComparison.Ordinal);

    private static PixelFormat? First(IEnumerable<PixelFormat> formats)
    {
        foreach (PixelFormat format in formats)
        {
            return format;
        }

        return null;
    }
}
