namespace GiftGrab.Cli;

/// <summary>Refuses a recording that its disk cannot take, where its size can be told before it begins.</summary>
internal static class SpaceNeed
{
    /// <summary>Nothing is known of a source's rate before its first frames; most have this one.</summary>
    private const double UsualRate = 30;

    /// <summary>The share of its raw size that FFV1 takes of what cameras see.</summary>
    private const double ExactShare = 0.5;

    /// <summary>Files whose size follows from what was asked: raw pictures, and those of a bit rate.</summary>
    /// <exception cref="UsageException">They do not fit.</exception>
    public static void Require(VideoSource source, IEnumerable<OutputRequest> outputs) =>
        Require(outputs.Where(output => output is { Ring: null, Options.Video.Speed: 1 }), output => Bytes(source, output));

    /// <summary>Files that keep the source's pictures exactly, which are large.</summary>
    /// <exception cref="UsageException">They do not fit.</exception>
    public static void RequireExact(VideoSource source, IEnumerable<OutputRequest> outputs) =>
        Require(outputs, output => Frames(source, output) * RawBytes(source, output) * (output.Codec == Codec.Raw ? 1 : ExactShare));

    private static void Require(IEnumerable<OutputRequest> outputs, Func<OutputRequest, double> bytes)
    {
        foreach (IGrouping<string, OutputRequest> disk in outputs.GroupBy(output => Path.GetDirectoryName(Path.GetFullPath(output.Path))!))
        {
            double needed = disk.Sum(bytes);
            if (needed < 1 || !Directory.Exists(disk.Key))
            {
                continue;
            }

            long free = new DriveInfo(disk.Key).AvailableFreeSpace;
            long least = disk.Max(output => output.Options.File.MinimumFreeSpace);
            if (needed > free - least)
            {
                throw new UsageException(
                    $"{disk.First().Path} needs ~{Units.Bytes((long)needed)}, free {Units.Bytes(Math.Max(0, free - least))} on its disk beyond the {Units.Bytes(least)} that stay free (--min-free)");
            }
        }
    }

    private static double Bytes(VideoSource source, OutputRequest output) =>
        output.Codec == Codec.Raw ? Frames(source, output) / output.Options.Video.EveryNth * RawBytes(source, output)
        : output.Options.Video.BitRate is { } rate ? Frames(source, output) / Rate(source) * rate / 8
        : 0;

    /// <summary>Frames that the source will give the output; 0 where nobody knows.</summary>
    private static double Frames(VideoSource source, OutputRequest output)
    {
        double[] limits =
        [
            output.Options.MaxFrames ?? double.PositiveInfinity,
            (output.Options.MaxDuration?.TotalSeconds ?? double.PositiveInfinity) * Rate(source),
            ((source as FileReader)?.Length?.TotalSeconds ?? double.PositiveInfinity) * Rate(source),
        ];
        return double.IsFinite(limits.Min()) ? limits.Min() : 0;
    }

    private static double Rate(VideoSource source) => source.FrameRate.IsKnown ? source.FrameRate.FramesPerSecond : UsualRate;

    private static long RawBytes(VideoSource source, OutputRequest output)
    {
        if (source is not { Width: > 0, Height: > 0, Format: { PlaneCount: > 0, IsHardware: false } })
        {
            return 0;
        }

        (int width, int height) = output.Options.Video.Size ?? (source.Width, source.Height);
        using VideoFrame frame = VideoFrame.Create(width, height, output.Options.Video.PixelFormat ?? source.Format);
        long bytes = 0;
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            bytes += frame.GetPlane(plane).Length;
        }

        return bytes;
    }
}
