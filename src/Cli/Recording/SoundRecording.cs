namespace GiftGrab.Cli;

/// <summary>A recording of sound alone, from its start to its last finalised file.</summary>
internal sealed class SoundRecording : IDisposable
{
    // A signal is answered within 5 s.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FinalizeTime = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private readonly SoundRequest _request;
    private readonly SoundReport _report;
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _wake = new(false);
    private readonly System.Collections.Concurrent.ConcurrentQueue<LiveStateChangedEventArgs> _states = new();
    private readonly List<SoundOutput> _outputs = [];
    private readonly HashSet<SoundOutput> _failed = [];
    private readonly SoundSource _source;
    private readonly LevelMeter _meter;
    private readonly StopSignals _signals;
    private readonly OrderlyEnd _end;
    private readonly TimeWithoutSound _timeWithoutSound;
    private readonly long _start;
    private string _stoppedBy = "end";
    private SourceGap? _lastLoss;
    private long? _signalled;
    private bool _started;

    /// <summary>Opens the source and the outputs.</summary>
    /// <exception cref="VideoSourceException">The source cannot be opened.</exception>
    /// <exception cref="VideoTargetException">An output is not possible; none is left behind.</exception>
    public SoundRecording(SoundRequest request, SoundReport report, TimeProvider time)
    {
        _request = request;
        _report = report;
        _time = time;
        _start = time.GetTimestamp();
        _meter = new LevelMeter(TimeSpan.FromTicks(Math.Clamp((report.Interval ?? Tick).Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMinute)));
        foreach (SoundOutputRequest output in request.Outputs)
        {
            // Before a device is opened for nothing.
            FileOutput.RequireWritable(output.Path, output.Options.File.Overwrite);
        }

        _timeWithoutSound = new TimeWithoutSound(request.MaxDuration, time);
        _end = new OrderlyEnd(() => _wake.Set(), StopForSignal, () => _outputs.TrueForAll(output => output.IsDone));
        _signals = new StopSignals(_end.Begin, time, ProcessEnd.Exit);
        try
        {
            _source = _signals.WhileOpening(request.Address, report.NotBegun, () => new SoundSource(request));
            _source.Sound.Attach(_meter, DeliveryOptions.Inline);
            foreach (SoundOutputRequest output in request.Outputs)
            {
                _outputs.Add(new SoundOutput(output, _source.Sound, () => _wake.Set()));
            }

            _source.StateChanged += (_, change) => _states.Enqueue(change);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // No file can be written of nothing, which is no failure of the outputs.
    private bool NothingCame => _outputs.TrueForAll(output => output.Statistics.Received == 0);

    private double Elapsed => _time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Records to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run()
    {
        _source.Start();
        long lastReport = _time.GetTimestamp();
        while (!_outputs.TrueForAll(output => output.IsDone))
        {
            _wake.WaitOne(Tick);
            Tell();
            StopWhereDue();
            if (_signalled is { } since && _time.GetElapsedTime(since) > FinalizeTime)
            {
                // Whatever still holds a file open ends with the process.
                TellFinished(ExitCode.Interrupted, "the files could not be finalised within 5 s of the signal");
                ProcessEnd.Exit(ExitCode.Interrupted);
            }

            if (_started && _report.Interval is { } interval && _time.GetElapsedTime(lastReport) >= interval)
            {
                lastReport = _time.GetTimestamp();
                TellProgress();
            }
        }

        StopSource();
        _stoppedBy = _source.End == LiveEnd.Idle ? "idle" : _stoppedBy;
        int exitCode = TellEnd();
        _end.Complete();
        return exitCode;
    }

    public void Dispose()
    {
        _end.Complete();
        _signals.Dispose();
        _source?.Dispose();
        _outputs.ForEach(output => output.Dispose());
    }

    private void StopWhereDue()
    {
        if (_signals.Came && _signalled is null)
        {
            _signalled = _time.GetTimestamp();
            _end.Notice();
            _stoppedBy = "signal";
            StopForSignal();
        }
        else if (_signalled is null && _outputs.TrueForAll(output => output.IsDone || output.HasReachedLimit))
        {
            _stoppedBy = _outputs.Exists(output => output.HasReachedLimit) ? "limit" : _stoppedBy;
            StopSource();
        }
        else if (_signalled is null && _timeWithoutSound.IsOver(_source.State))
        {
            _stoppedBy = "limit";
            StopSource();
        }
    }

    private void StopForSignal()
    {
        if (!StopSource())
        {
            _outputs.ForEach(output => output.GiveUpWaiting());
            _outputs.ForEach(output => Task.Run(output.Dispose));
        }
    }

    private bool StopSource()
    {
        // Once it is stopped, the loss would go on with the clock.
        _lastLoss ??= _source.PresentLoss;
        return _source.Stop(StopTime);
    }

    private void Tell()
    {
        if (!_started && _outputs.TrueForAll(output => output.HasBegun))
        {
            _started = true;
            SoundSourceFact from = Describe();
            _report.Started(new SoundStartedEvent("started", from, [.. _outputs.Select(output => output.Fact(from))]));
        }

        while (_states.TryDequeue(out LiveStateChangedEventArgs? change))
        {
            _report.SourceState(new SourceStateEvent("source-state", Credentials.RedactAddress(_request.Address), "sound", change.State.ToString().ToLowerInvariant(), change.Reason));
        }

        foreach (SoundOutput output in _outputs.Where(output => output.Failure is not null && _source.Failure is null && !NothingCame && _failed.Add(output)))
        {
            _report.OutputFailed(new OutputFailedEvent("output-failed", output.Path, CommandOutput.OneLine(output.Failure!.Message)));
        }
    }

    private void TellProgress()
    {
        SoundOutputProgress[] outputs = [.. _outputs.Select(output => output.Progress())];
        _report.Progress(new SoundProgressEvent(
            "progress", Elapsed, outputs.Max(output => output.Duration), _meter.Level is { } level ? new SoundLevelFact(level.Peak, level.Rms) : null, outputs));
    }

    private int TellEnd()
    {
        Tell();
        foreach (SoundOutput output in _outputs.Where(output => output.Statistics.Dropped > 0))
        {
            _report.Warning($"{output.Path}: {output.Statistics.Dropped} of {output.Statistics.Received} blocks of sound were dropped; there is silence in their place");
        }

        foreach (SourceGap gap in _source.Gaps.Concat(_lastLoss is { } last ? [last] : []))
        {
            _report.Warning(Units.NoSound(gap.From / 1e9, Math.Min(gap.To / 1e9, _request.MaxDuration?.TotalSeconds ?? double.MaxValue), gap.Reason));
        }

        string? nothing = NothingCame ? $"{Credentials.RedactAddress(_request.Address)} gave no sound, so that nothing was recorded" : null;
        int exitCode = _source.Failure is not null || _failed.Count > 0 ? ExitCode.Failed
            : _signalled is not null ? ExitCode.Interrupted
            : NothingCame ? ExitCode.Failed
            : _source.LosesSound || _outputs.Exists(output => output.Statistics.Dropped > 0) ? ExitCode.Dropped
            : ExitCode.Done;
        TellFinished(exitCode, _source.Failure?.Message ?? nothing);
        return exitCode;
    }

    private void TellFinished(int exitCode, string? error) => _report.Finished(new SoundFinishedEvent(
        "finished", Describe(), exitCode == ExitCode.Failed && _stoppedBy != "idle" ? "failure" : _stoppedBy, Elapsed, [.. _outputs.Select(output => output.Result())],
        error is null ? null : CommandOutput.OneLine(error), exitCode));

    private SoundSourceFact Describe()
    {
        AudioFormat format = _source.Sound.Format;
        return new SoundSourceFact(
            Credentials.RedactAddress(_request.Address), _source.Sound.IsLive, new SoundFact(format.SampleRate, format.Channels, format.SampleFormat))
        {
            Simulated = _source.IsSimulated ? true : null,
        };
    }
}
