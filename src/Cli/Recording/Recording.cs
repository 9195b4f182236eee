namespace GiftGrab.Cli;

/// <summary>A recording from its start to its last finalised file: when it ends, and how.</summary>
internal sealed class Recording : IDisposable
{
    // A signal is answered within 5 s: what waits for a slow encoder may hold up the end for a while, the files then have
    // what is left but for leaving in order.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan FinalizeTime = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(250);
    private readonly IRecordingReport _report;
    private readonly SourceRequest _asked;
    private readonly ManifestRequest? _manifest;
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _wake = new(false);
    private readonly OrderlyEnd _end;
    private readonly VideoSource _source;
    private readonly RecordingOutputs _outputs = new();
    private readonly RecordingControl? _control;
    private readonly SnapshotTarget? _snapshots;
    private readonly FrameMeter _meter;
    private readonly SoundInUse _sound;
    private readonly RecordingNews _news;
    private readonly StopSignals _signals;
    private readonly RingSignal? _ringSignal;
    private readonly TimeSpan _tick;
    private string _stoppedBy = "end";
    private long? _signalled;
    private int _files = 1;

    /// <summary>Opens the source and the outputs.</summary>
    /// <exception cref="VideoSourceException">The source cannot be opened.</exception>
    /// <exception cref="VideoTargetException">An output is not possible; none is left behind.</exception>
    /// <exception cref="UsageException">The source is not understood, or values do not go together.</exception>
    public Recording(RecordingRequest request, IRecordingReport report, TimeProvider time)
    {
        _report = report;
        _asked = request.Source;
        _manifest = request.Manifest;
        _time = time;
        _tick = report.Interval < LongestTick ? report.Interval.Value : LongestTick;
        if (_manifest is { } manifest)
        {
            RecordingManifest.RequireWritable(manifest.Path, manifest.Overwrite);
            FileNameTemplate.Parse(OutputNames.Escape(manifest.Path)).RequireFolder();
        }

        if (request.Control is not null)
        {
            RequireOwnSound(request.Source);
        }

        request.RequireWritable();
        _end = new OrderlyEnd(Wake, StopSource, () => _outputs.All(output => output.IsDone));
        try
        {
            _ringSignal = new RingSignal(_outputs, request, report.Warning);
            _signals = new StopSignals(_end.Begin, time, ProcessEnd.Exit);
            _source = _signals.WhileOpening(request.Source.Address, report.NotBegun, () => SourceOpener.Open(request.Source));
            request.BeforeStart?.Invoke(_source);
            _meter = new FrameMeter(time);
            _sound = _signals.WhileOpening(
                request.Source.Sound ?? request.Source.Address, report.NotBegun, () => new SoundInUse(_source, request.Source));

            _source.Attach(_meter, DeliveryOptions.Inline);
            _news = new RecordingNews(report, request.Source, _source, _outputs, _meter, _sound) { TellTriggers = request.Control is null && !request.Report.Quiet };
            _outputs.Added += output => output.TellFailedSaves(_news.FailSave);
            if (request.Control is not null)
            {
                _control = new RecordingControl(request, _source, _outputs, Wake);
            }
            else
            {
                foreach (OutputRequest output in request.Outputs)
                {
                    _outputs.Add(new RecordingOutput(output, _source, _sound.Source, Wake));
                }

                // A rate that no encoder takes is refused as that, and not for the disk that it would fill.
                SpaceNeed.Require(_source, request.Outputs);
            }

            _sound.Measure(report.Interval, _outputs);
            if (request.Snapshots is { } snapshots)
            {
                _snapshots = VideoTargetFactory.CreateSnapshotWriter(snapshots.Path, snapshots.Options);
                _news.Watch(_snapshots);
                _source.Attach(_snapshots);
            }

            Watch(request.NewFileOnFormatChange);
            _control?.Open(report, request.Report.Json);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>When the first frame came, on the process's monotonic clock in nanoseconds.</summary>
    public long? FirstFrame => _meter.FirstFrame;

    /// <summary>What records.</summary>
    public IEnumerable<VideoTarget> Targets => _outputs.Select(output => output.Target);

    /// <summary>What keeps single pictures beside it; none or one.</summary>
    public IEnumerable<SnapshotTarget> Snapshots => _snapshots is null ? [] : [_snapshots];

    /// <summary>Waits until a frame came, or none will.</summary>
    public void WaitForFirstFrame() => _meter.WaitForFirstFrame();

    /// <summary>Records to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="VideoTargetException">The list of files cannot be written; the recordings are.</exception>
    public int Run()
    {
        _sound.Start();
        _source.Start();
        long lastReport = _time.GetTimestamp();
        while (!IsOver)
        {
            _wake.WaitOne(_tick);
            _news.TellStarted();
            _news.TellTrouble();
            StopWhereDue();
            if (_signalled is { } since && IsOutOfTime(_time.GetElapsedTime(since)))
            {
                return GiveUp();
            }

            if (_report.Interval is { } interval && _time.GetElapsedTime(lastReport) >= interval)
            {
                lastReport = _time.GetTimestamp();
                _news.TellProgress();
            }
        }

        _source.Stop(StopTime);
        _sound.Stop(StopTime);
        _snapshots?.Dispose();
        _stoppedBy = _source is LiveSource { End: LiveEnd.Idle } ? "idle" : _stoppedBy;
        int exitCode = _news.TellEnd(_stoppedBy, _signalled is not null);
        _manifest?.Write(Targets, Snapshots);
        _end.Complete();
        return exitCode;
    }

    public void Dispose()
    {
        _end.Complete();
        _signals?.Dispose();
        _control?.Dispose();
        _source?.Dispose();
        _sound?.Dispose();
        Each(output => output.Dispose());
        _snapshots?.Dispose();
        _meter?.Dispose();
        _ringSignal?.Dispose();
    }

    private bool IsOver => _outputs.All(output => output.IsDone) && _control is null or { IsOver: true };

    // The control decides by the times of the pictures, and those of another source are on a clock of their own.
    private static void RequireOwnSound(SourceRequest request)
    {
        if (request.Sound is { } sound)
        {
            throw new UsageException($"--audio {sound} and --control do not go together; under control the source's own sound is recorded");
        }
    }

    private void Wake() => _wake.Set();

    private void Each(Action<RecordingOutput> act)
    {
        foreach (RecordingOutput output in _outputs)
        {
            act(output);
        }
    }

    private void Watch(bool newFileOnFormatChange)
    {
        if (_sound.Microphone is { } microphone)
        {
            microphone.StateChanged += (_, change) => _news.NoteState(_asked.Sound!, change, "sound");
        }

        if (_source is LiveSource live)
        {
            live.StateChanged += (_, change) => _news.NoteState(_asked.Address, change, "pictures");
            if (newFileOnFormatChange)
            {
                live.FormatChanged += (_, change) => BeginNewFiles(live, $"{change.Previous} became {change.Width}x{change.Height} {change.Format.Name}");
            }
        }
    }

    /// <summary>Ends the file of each output and begins its next one, between two frames of the source.</summary>
    private void BeginNewFiles(LiveSource source, string change)
    {
        if (_control is not null)
        {
            _control.BeginNewFiles(change, _news.Warn);
            return;
        }

        _files++;

        // Pictures that come again in another size end a loss, which is of the time that was asked for.
        TimeSpan position = TimeSpan.FromTicks(Math.Max(_meter.Position, source.PresentLoss?.To ?? 0) / 100);
        foreach (RecordingOutput output in _outputs.Current.Where(output => !output.IsDone && !output.HasReachedLimit && !output.SplitsItself).ToArray())
        {
            try
            {
                if (NextFile.After(output.First, _files, _meter.Frames, position) is { } next)
                {
                    _outputs.Add(new RecordingOutput(next, _source, _sound.Source, Wake) { First = output.First });
                    _news.Warn($"{output.Path} ends and {next.Path} goes on: {change}");
                }

                output.EndBeforeNext();
            }
            catch (VideoTargetException exception)
            {
                _news.Warn($"{output.Path} cannot go on in a new file: {exception.Message}");
            }
        }
    }

    private bool IsOutOfTime(TimeSpan sinceSignal)
    {
        if (sinceSignal > DrainTime)
        {
            Each(output => output.GiveUpWaiting());
        }

        return sinceSignal > FinalizeTime;
    }

    private void StopWhereDue()
    {
        if (_signals.Came && _signalled is null)
        {
            _signalled = _time.GetTimestamp();
            _end.Notice();
            _stoppedBy = "signal";
            StopSource();
        }
        else if (_control is not null)
        {
            if (_control.WantsToQuit && _stoppedBy == "end")
            {
                _stoppedBy = "command";
                StopSource();
            }
        }
        else if (_source.IsRunning && _outputs.Current.All(output => output.IsDone || output.HasReachedLimit))
        {
            _stoppedBy = _outputs.Any(output => output.HasReachedLimit) ? "limit" : "failure";
            _source.Stop(StopTime);
        }
    }

    private void StopSource()
    {
        if (!_source.Stop(StopTime))
        {
            // It waits for a peer or a device that gives nothing: the files end without it.
            Each(output => Task.Run(output.Detach));
            Task.Run(() => _control?.End());
        }

        _sound.Stop(StopTime);
    }

    private int GiveUp()
    {
        _news.TellGivenUp();

        // An encoder that does not return holds a thread that nothing ends but the end of the process.
        ProcessEnd.Exit(ExitCode.Interrupted);
        return ExitCode.Interrupted;
    }
}
