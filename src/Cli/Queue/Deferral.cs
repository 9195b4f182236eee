using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>A recording whose outputs are encoded later: what is recorded instead, and the jobs that follow.</summary>
internal sealed class Deferral
{
    private readonly Codec _codec;
    private readonly IReadOnlyList<string> _all;
    private readonly int _first;
    private readonly List<DeferredOutput> _outputs = [];
    private readonly List<IDisposable> _locks = [];
    private readonly JobStore _store;
    private readonly DeferredJob _job;
    private readonly bool _withSound;

    /// <param name="store">The queue.</param>
    /// <param name="job">What is said of all jobs.</param>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="codec">What is recorded instead.</param>
    /// <param name="all">Every output of the command line.</param>
    /// <param name="first">Which of them is the first of these.</param>
    /// <exception cref="UsageException">There is nothing to defer.</exception>
    public Deferral(JobStore store, DeferredJob job, RecordingRequest wanted, Codec codec, IReadOnlyList<string> all, int first)
    {
        _store = store;
        _job = job;
        _withSound = wanted.Source.WithSound;
        if (wanted.Control is not null || wanted.NewFileOnFormatChange)
        {
            throw new UsageException("--defer makes one file of each output and does not go with --control, nor with --on-format-change new-file");
        }

        _codec = codec;
        _all = [.. all.Select(Path.GetFullPath)];
        _first = first;
        foreach (OutputRequest output in wanted.Outputs)
        {
            if (output.Codec is Codec.Ffv1 or Codec.FfvHuff or Codec.Raw)
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
            RequireFree(output, path);
            FileOutputOptions file = output.Options.File;
            _outputs.Add(new DeferredOutput(output, new OutputRequest(path, codec, Container.Mkv, null, output.QueueCapacity, new VideoTargetOptions
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

        Request = wanted with { Outputs = [.. _outputs.Select(output => output.Exact)], BeforeStart = Begin };
    }

    /// <summary>What is recorded now.</summary>
    public RecordingRequest Request { get; }

    /// <summary>Forgets the jobs of what was never recorded. What a recorder left that failed or was killed, the queue finds.</summary>
    public void Abandon()
    {
        foreach (DeferredOutput output in _outputs.Where(output => output.Job is not null && !File.Exists(output.Exact.Path)))
        {
            _store.Remove(output.Job!.Value);
        }

        Release();
    }

    /// <summary>Lets the jobs begin whose recordings were made.</summary>
    /// <param name="json">Whether events are told rather than lines.</param>
    /// <param name="output">Where they are told.</param>
    public void Settle(bool json, CommandOutput output)
    {
        foreach (DeferredOutput made in _outputs.Where(made => made.Job is not null))
        {
            (long id, string wanted, string exact) = (made.Job!.Value, made.Wanted.Path, made.Exact.Path);
            string sidecar = Sidecar.PathFor(exact);
            long? frames = File.Exists(sidecar) ? Sidecar.Read(sidecar).Video?.Frames ?? 0 : null;
            if (!File.Exists(exact) || frames == 0)
            {
                _store.Remove(id);
                output.Message($"{wanted}: nothing was recorded, so nothing is encoded later");
                continue;
            }

            // Without a sidecar, as on a full disk, the recording ended as that of a recorder that was killed.
            JobSpec spec = _store.Find(id).Spec with { Frames = frames, IsInterrupted = frames is null };
            _store.Describe(id, spec);
            _store.Change(id, [JobState.Recording], JobState.Waiting);
            output.Result(json
                ? CliJson.Line(new DeferredEvent("deferred", id, spec.Output, spec.Source), CliJson.Readable.DeferredEvent)
                : string.Create(CultureInfo.InvariantCulture, $"job {id}: {wanted} will be made of {exact}"));
        }

        Release();
    }

    private static void OutputPathFree(OutputRequest output)
    {
        if (File.Exists(output.Path) && !output.Options.File.Overwrite)
        {
            throw new UsageException($"{output.Path} cannot be written: it exists; choose another name, or have it overwritten (--overwrite)");
        }
    }

    private static void RequireFree(OutputRequest output, string exact)
    {
        if (File.Exists(exact) && !output.Options.File.Overwrite)
        {
            throw new UsageException(
                $"{output.Path} was recorded already, as {exact}, which is not encoded yet; choose another name, or have it encoded first (giftgrab queue run)");
        }
    }

    private static IEnumerable<TimeFile> TimeFilesOf(FileOutputOptions file)
    {
        (string? Path, ManifestFileKind Kind)[] files =
            [(file.TimestampFile, ManifestFileKind.Timestamps), (file.WallClockFile, ManifestFileKind.WallClock), (file.TsyncFile, ManifestFileKind.Tsync)];
        return files.Where(time => time.Path is not null).Select(time => new TimeFile(Path.GetFullPath(time.Path!), time.Kind));
    }

    /// <summary>Before anything is recorded: refuses what could not be encoded later, and puts the jobs into the queue, so that a recorder
    /// which is killed leaves them there.</summary>
    private void Begin(VideoSource source)
    {
        SpaceNeed.RequireExact(source, _outputs.Select(output => output.Exact));
        foreach (DeferredOutput output in _outputs)
        {
            LaterEncoding.Require(output.Wanted, source, _withSound);
        }

        QueueRunner.Recover(_store);
        foreach ((int index, DeferredOutput output) in _outputs.Index())
        {
            output.Job = _store.Add(Describe(output, index), _job.Priority, _job.NotBefore, id => _locks.Add(
                JobLock.TryTake(_store, id) ?? throw new GiftGrabException($"Another process holds the lock of job {id}.")));
        }
    }

    private JobSpec Describe(DeferredOutput output, int index)
    {
        string source = Path.GetFullPath(output.Exact.Path);
        string tsync = Path.GetFullPath(output.Exact.Options.File.TsyncFile!);
        return new JobSpec(source, Path.GetFullPath(output.Wanted.Path), _job.Arguments(output.Wanted.FrameRate is not null), _all, _first + index)
        {
            Tsync = tsync,
            TimeFiles = [.. TimeFilesOf(output.Wanted.Options.File)],
            Temporary = [source, Sidecar.PathFor(source), .. output.OwnTimes ? [tsync] : Array.Empty<string>()],
            LeastPsnr = _job.LeastPsnr,
        };
    }

    private void Release()
    {
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }

    /// <summary>An output that is encoded later.</summary>
    /// <param name="Wanted">What was asked for.</param>
    /// <param name="Exact">What is recorded instead.</param>
    /// <param name="OwnTimes">Whether its file of times is for the job alone.</param>
    private sealed record DeferredOutput(OutputRequest Wanted, OutputRequest Exact, bool OwnTimes)
    {
        /// <summary>The job; <see langword="null"/> before there is one.</summary>
        public long? Job { get; set; }
    }
}

/// <summary>What is said of the jobs of a recording.</summary>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="NotBefore">When they may begin, in UTC.</param>
/// <param name="LeastPsnr">The least likeness of a lossy result, in dB.</param>
/// <param name="Arguments">The options of the encoding, with the rate or without it.</param>
internal sealed record DeferredJob(int Priority, DateTime? NotBefore, double LeastPsnr, Func<bool, IReadOnlyList<string>> Arguments);
