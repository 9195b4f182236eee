using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>A recording whose outputs are encoded later: what is recorded instead, and the jobs that follow.</summary>
internal sealed class Deferral
{
    /// <summary>The share of its raw size that FFV1 takes of what cameras see.</summary>
    private const double ExactShare = 0.5;

    private readonly Codec _codec;
    private readonly IReadOnlyList<string> _all;
    private readonly int _first;
    private readonly List<(OutputRequest Wanted, OutputRequest Exact, bool OwnTimes)> _outputs = [];

    /// <param name="wanted">What was asked for.</param>
    /// <param name="codec">What is recorded instead.</param>
    /// <param name="all">Every output of the command line.</param>
    /// <param name="first">Which of them is the first of these.</param>
    /// <exception cref="UsageException">There is nothing to defer.</exception>
    public Deferral(RecordingRequest wanted, Codec codec, IReadOnlyList<string> all, int first)
    {
        if (wanted.Control is not null || wanted.NewFileOnFormatChange)
        {
            throw new UsageException("--defer makes one file of each output and does not go with --control, nor with --on-format-change new-file");
        }

        _codec = codec;
        _all = [.. all.Select(Path.GetFullPath)];
        _first = first;
        foreach (OutputRequest output in wanted.Outputs)
        {
            if (output.Codec is Codec.Ffv1 or Codec.Raw)
            {
                throw new UsageException(
                    $"{output.Path} in {CodecNames.NameOf(output.Codec)} is what would be recorded first: nothing to defer; record it without --defer");
            }

            if (output.Ring is not null || output.Options.Split is not null || output.Options.Video.Size is not null)
            {
                throw new UsageException($"{output.Path}: --slice, --ring and --output-size do not go with --defer, which encodes the whole recording as it was");
            }

            OutputPathFree(output);
            string path = Path.ChangeExtension(output.Path, null) + ".deferred.mkv";
            path = _outputs.Exists(other => other.Exact.Path == path) ? output.Path + ".deferred.mkv" : path;
            FileOutputOptions file = output.Options.File;
            _outputs.Add((output, new OutputRequest(path, codec, Container.Mkv, null, output.QueueCapacity, new VideoTargetOptions
            {
                Video = new VideoEncoderOptions { Lossless = true },
                Container = Container.Mkv,
                File = file with { TsyncFile = file.TsyncFile ?? path + ".tsync", Metadata = new RecordingMetadata() },
                Sidecar = true,
                MaxFrames = output.Options.MaxFrames,
                MaxDuration = output.Options.MaxDuration,
                WhenFull = output.Options.WhenFull,
            })
            {
                // Exact for 16-bit samples, and for what decoders of AAC and Opus give.
                SoundWhereAny = AudioCodec.PcmFloat,
            }, file.TsyncFile is null));
        }

        Request = wanted with { Outputs = [.. _outputs.Select(output => output.Exact)], BeforeStart = RequireSpace };
    }

    /// <summary>What is recorded now.</summary>
    public RecordingRequest Request { get; }

    /// <summary>Puts a job for every recording that was made into the queue.</summary>
    /// <param name="store">The queue.</param>
    /// <param name="arguments">The options of the encoding, with the rate or without it.</param>
    /// <param name="job">What is said of all of them.</param>
    /// <param name="json">Whether events are told rather than lines.</param>
    /// <param name="output">Where they are told.</param>
    public void Enqueue(JobStore store, Func<bool, IReadOnlyList<string>> arguments, DeferredJob job, bool json, CommandOutput output)
    {
        foreach ((int index, (OutputRequest wanted, OutputRequest exact, bool ownTimes)) in _outputs.Index())
        {
            string source = Path.GetFullPath(exact.Path);
            string target = Path.GetFullPath(wanted.Path);
            string sidecar = Sidecar.PathFor(source);
            if (!File.Exists(sidecar) || Sidecar.Read(sidecar) is not { Video: { Frames: > 0 } video })
            {
                output.Message($"{wanted.Path}: nothing was recorded, so nothing is encoded later");
                continue;
            }

            string tsync = Path.GetFullPath(exact.Options.File.TsyncFile!);
            long id = store.Add(
                new JobSpec(source, target, arguments(wanted.FrameRate is not null), _all, _first + index)
                {
                    Frames = video.Frames,
                    Tsync = tsync,
                    TimeFiles = [.. TimeFilesOf(wanted.Options.File)],
                    Temporary = [source, sidecar, .. ownTimes ? [tsync] : Array.Empty<string>()],
                    LeastPsnr = job.LeastPsnr,
                },
                job.Priority,
                job.NotBefore);
            output.Result(json
                ? CliJson.Line(new DeferredEvent("deferred", id, target, source), CliJson.Readable.DeferredEvent)
                : string.Create(CultureInfo.InvariantCulture, $"job {id}: {wanted.Path} will be made of {exact.Path}"));
        }
    }

    private static void OutputPathFree(OutputRequest output)
    {
        if (File.Exists(output.Path) && !output.Options.File.Overwrite)
        {
            throw new UsageException($"{output.Path} cannot be written: it exists; choose another name, or have it overwritten (--overwrite)");
        }
    }

    private static IEnumerable<TimeFile> TimeFilesOf(FileOutputOptions file)
    {
        (string? Path, ManifestFileKind Kind)[] files =
            [(file.TimestampFile, ManifestFileKind.Timestamps), (file.WallClockFile, ManifestFileKind.WallClock), (file.TsyncFile, ManifestFileKind.Tsync)];
        return files.Where(time => time.Path is not null).Select(time => new TimeFile(Path.GetFullPath(time.Path!), time.Kind));
    }

    /// <summary>Exact recordings are large: what is asked for has to fit.</summary>
    private void RequireSpace(VideoSource source)
    {
        double rate = source.FrameRate.IsKnown ? source.FrameRate.FramesPerSecond : 30;
        foreach (IGrouping<string, OutputRequest> disk in _outputs.Select(output => output.Exact).GroupBy(Folder))
        {
            long free = new DriveInfo(disk.Key).AvailableFreeSpace;
            double frames = disk.Sum(output => output.Options.MaxFrames ?? output.Options.MaxDuration?.TotalSeconds * rate ?? 0);
            var needed = (long)(frames * BytesOf(source) * (_codec == Codec.Raw ? 1 : ExactShare));

            long least = disk.First().Options.File.MinimumFreeSpace;
            if (needed + least > free)
            {
                throw new UsageException($"{disk.First().Path} needs ~{Units.Bytes(needed)}, free {Units.Bytes(Math.Max(0, free - least))} on its disk beyond what stays free");
            }
        }
    }

    private static long BytesOf(VideoSource source)
    {
        using VideoFrame frame = VideoFrame.Create(source.Width, source.Height, source.Format);
        long bytes = 0;
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            bytes += frame.GetPlane(plane).Length;
        }

        return bytes;
    }

    private static string Folder(OutputRequest output) => Path.GetDirectoryName(Path.GetFullPath(output.Path))!;
}

/// <summary>What is said of the jobs of a recording.</summary>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="NotBefore">When they may begin, in UTC.</param>
/// <param name="LeastPsnr">The least likeness of a lossy result, in dB.</param>
internal sealed record DeferredJob(int Priority, DateTime? NotBefore, double LeastPsnr);
