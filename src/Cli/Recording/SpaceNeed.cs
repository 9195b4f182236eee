namespace GiftGrab.Cli;

/// <summary>Refuses a recording that its disk cannot take, where its size can be told before it begins.</summary>
internal static class SpaceNeed
{
    /// <summary>Nothing is known of a source's rate before its first frames; most have this one.</summary>
    private const double UsualRate = 30;

    /// <summary>The share of its raw size that FFV1 takes of what cameras see.</summary>
    private const double ExactShare = 0.5;

    /// <summary>The side of the picture that a format's bytes are counted of: a multiple of every alignment.</summary>
    private const int SampleSide = 256;

    /// <summary>Files whose size follows from what was asked: raw pictures, and those of a bit rate.</summary>
    /// <exception cref="UsageException">They do not fit.</exception>
    public static void Require(VideoSource source, IEnumerable<OutputRequest> outputs) => Require(
        outputs.Where(output => output is { Ring: null, Options: { UntilSilence: null, Video.Speed: 1 } }),
        output => Seconds(source, output) * (output switch
        {
            { Codec: Codec.Raw } => (output.FrameRate ?? source.FrameRate).Or(UsualRate) / output.Options.Video.EveryNth * RawBytes(source, output),
            { Options.Video.BitRate: { } rate } => rate / 8.0,
            _ => 0,
        }));

    /// <summary>Files that keep the source's pictures exactly, which are large.</summary>
    /// <exception cref="UsageException">They do not fit.</exception>
    public static void RequireExact(VideoSource source, IEnumerable<OutputRequest> outputs) => Require(
        outputs,
        output => Seconds(source, output) * source.FrameRate.Or(UsualRate) * RawBytes(source, output) * (output.Codec == Codec.Raw ? 1 : ExactShare));

    private static void Require(IEnumerable<OutputRequest> outputs, Func<OutputRequest, double> bytes)
    {
        foreach (IGrouping<string, NeedyFile> disk in outputs.Select(output => new NeedyFile(output, bytes(output)))
            .Where(file => file.Needed >= 1 && !DiskSpace.IsDevice(Path.GetFullPath(file.Output.Path)))
            .Where(file => Directory.Exists(file.Folder))
            .GroupBy(file => DiskSpace.RootOf(file.Folder)))
        {
            if (DiskSpace.Free(disk.First().Folder) is not { } free)
            {
                continue;
            }

            double needed = disk.Sum(file => file.Needed);
            long least = disk.Max(file => file.Output.Options.File.MinimumFreeSpace);
            if (needed > free - least)
            {
                throw new UsageException(
                    $"{string.Join(" and ", disk.Select(file => file.Output.Path))} {(disk.Count() == 1 ? "needs" : "need")} ~{Units.Bytes((long)needed)}, free {Units.Bytes(Math.Max(0, free - least))} on its disk beyond the {Units.Bytes(least)} that stay free (--min-free)");
            }
        }
    }

    /// <summary>How long the output will be, of the source's time; 0 where nobody knows.</summary>
    private static double Seconds(VideoSource source, OutputRequest output)
    {
        double frames = output.Options.MaxFrames / source.FrameRate.Or(UsualRate) ?? double.PositiveInfinity;
        double duration = output.Options.MaxDuration?.TotalSeconds ?? double.PositiveInfinity;
        double length = (source as FileReader)?.Length?.TotalSeconds ?? double.PositiveInfinity;
        double seconds = Math.Min(frames, Math.Min(duration, length));
        return double.IsFinite(seconds) ? seconds : 0;
    }

    private static double Or(this FrameRate rate, double usual) => rate.IsKnown ? rate.FramesPerSecond : usual;

    private static double RawBytes(VideoSource source, OutputRequest output)
    {
        if (source.Format is not { PlaneCount: > 0, IsHardware: false })
        {
            return 0;
        }

        using VideoFrame sample = VideoFrame.Create(SampleSide, SampleSide, output.Options.Video.PixelFormat ?? source.Format);
        double bytes = 0;
        for (int plane = 0; plane < sample.PlaneCount; plane++)
        {
            bytes += sample.GetPlane(plane).Length;
        }

        (int width, int height) = output.Options.Video.Size ?? (source.Width, source.Height);
        return bytes / (SampleSide * SampleSide) * width * height;
    }

    /// <param name="Output">What is written.</param>
    /// <param name="Needed">In bytes.</param>
    private sealed record NeedyFile(OutputRequest Output, double Needed)
    {
        public string Folder => Path.GetDirectoryName(Path.GetFullPath(Output.Path))!;
    }
}
