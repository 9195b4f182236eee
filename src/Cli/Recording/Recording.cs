namespace GiftGrab.Cli;

/// <summary>A recording from its start to its last finalised file.</summary>
internal sealed class Recording : IDisposable
{
    // A signal is answered within 5 s: what waits for a slow encoder may hold up the end for a while, the files then have
    // what is left but for leaving in order.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan FinalizeTime = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(250);
    private readonly RecordingRequest _request;
    private readonly IRecordingReport _report;
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _wake = new(false);
    private readonly VideoSource _source;
    private readonly List<RecordingOutput> _outputs = [];
    private readonly HashSet<RecordingOutput> _told = [];
    private readonly HashSet<RecordingOutput> _toldLate = [];
    private readonly FrameMeter _meter;
    private readonly StopSignals _signals;
    private readonly TimeSpan _tick;
    private string _stoppedBy = "end";
    private bool _started;
    private long? _signalled;

    /// <summary>Opens the source and the outputs; nothing is created yet.</summary>
    /// <exception cref="VideoSourceException">The source cannot be opened.</exception>
    /// <exception cref="VideoTargetException">An output is not possible.</exception>
    /// <exception cref="UsageException">The source is not understood.</exception>
    public Recording(RecordingRequest request, IRecordingReport report, TimeProvider time)
    {
        _request = request;
        _report = report;
        _time = time;
        _tick = report.Interval < LongestTick ? report.Interval.Value : LongestTick;
        _source = SourceOpener.Open(request.Source);

        // Not before: a signal while a source does not open ends the process as any other, and nothing is there to finalise.
        _signals = new StopSignals(() => _wake.Set());
        try
        {
            _meter = new FrameMeter(time);
            _source.Attach(_meter, DeliveryOptions.Inline);
            foreach (OutputRequest output in request.Outputs)
            {
                _outputs.Add(new RecordingOutput(output, _source, request.Source.WithSound, () => _wake.Set()));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Records to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run()
    {
        _source.Start();
        long lastReport = _time.GetTimestamp();
        while (!_outputs.TrueForAll(output => output.IsDone))
        {
            _wake.WaitOne(_tick);
            TellStarted();
            TellTrouble();
            StopWhereDue();
            if (_signalled is { } since && IsOutOfTime(_time.GetElapsedTime(since)))
            {
                return GiveUp();
            }

            if (_report.Interval is { } interval && _time.GetElapsedTime(lastReport) >= interval)
            {
                lastReport = _time.GetTimestamp();
                TellProgress();
            }
        }

        _source.Stop(StopTime);
        TellStarted();
        TellTrouble();
        return Finish();
    }

    public void Dispose()
    {
        _signals.Dispose();
        _source.Dispose();
        _outputs.ForEach(output => output.Dispose());
        _wake.Dispose();
    }

    private Exception? SourceFailure => _source.Completion.Exception?.InnerException;

    private bool IsOutOfTime(TimeSpan sinceSignal)
    {
        if (sinceSignal > DrainTime)
        {
            _outputs.ForEach(output => output.GiveUpWaiting());
        }

        return sinceSignal > FinalizeTime;
    }

    private void StopWhereDue()
    {
        if (_signals.Came && _signalled is null)
        {
            _signalled = _time.GetTimestamp();
            _stoppedBy = "signal";
            if (!_source.Stop(StopTime))
            {
                // It waits for a peer or a device that gives nothing: the files end without it.
                _outputs.ForEach(output => Task.Run(output.Detach));
            }
        }
        else if (_source.IsRunning && _outputs.TrueForAll(output => output.IsDone || output.HasReachedLimit))
        {
            _stoppedBy = _outputs.Exists(output => output.HasReachedLimit) ? "limit" : "failure";
            _source.Stop(StopTime);
        }
    }

    private void TellStarted()
    {
        if (!_started && _outputs.TrueForAll(output => output.Plan is not null))
        {
            _started = true;
            _report.Started(new StartedEvent("started", SourceOpener.Describe(_source, _request.Source), [.. _outputs.Select(output => output.Fact())]));
        }
    }

    private void TellProgress()
    {
        if (_started)
        {
            (double fps, double speed) = _meter.Look();
            _report.Progress(new ProgressEvent(
                "progress", _meter.Elapsed.TotalSeconds, _meter.Position / 1e9, _meter.Frames, fps, speed,
                [.. _outputs.Select(output => output.Progress())]));
        }
    }

    private void TellTrouble()
    {
        foreach (RecordingOutput output in _outputs)
        {
            if (output is { Plan: not null, Failure: null, Statistics.Dropped: > 0 } && _toldLate.Add(output))
            {
                _report.Warning($"{output.Path} cannot keep up and loses frames; a faster --preset, another --codec, a smaller picture or a lower rate helps");
            }

            if (output.Failure is { } failure && !IsOfTheSource(failure) && _told.Add(output))
            {
                _report.OutputFailed(new OutputFailedEvent("output-failed", output.Path, CommandOutput.OneLine(failure.Message)));
            }
        }
    }

    // An output ends with the failure of its source, which is told once and not again for each output.
    private bool IsOfTheSource(Exception failure)
    {
        Exception? cause = failure;
        while (cause is not null && cause != SourceFailure)
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    private int Finish()
    {
        foreach (RecordingOutput output in _outputs.Where(output => output.Statistics.Dropped > 0 && output.Failure is null))
        {
            TargetStatistics lost = output.Statistics;
            _report.Warning($"{output.Path}: {lost.Dropped} of {lost.Received} frames were dropped: {Units.Ranges(lost.DroppedRanges)}");
        }

        int exitCode = _outputs.TrueForAll(output => output.Failure is not null && output.Plan is null) && SourceFailure is null ? ExitCode.Usage
            : SourceFailure is not null || _told.Count > 0 ? ExitCode.Failed
            : _signalled is not null ? ExitCode.Interrupted
            : _outputs.Exists(output => output.Statistics.Dropped > 0) ? ExitCode.Dropped
            : ExitCode.Done;
        TellFinished(exitCode, SourceFailure?.Message);
        return exitCode;
    }

    private int GiveUp()
    {
        string late = string.Join(", ", _outputs.Where(output => !output.IsDone).Select(output => output.Path));
        TellFinished(ExitCode.Interrupted, $"{late} could not be finalised within 5 s of the signal; what is on the disk stays as it is");

        // An encoder that does not return holds a thread that nothing ends but the end of the process.
        Environment.Exit(ExitCode.Interrupted);
        return ExitCode.Interrupted;
    }

    private void TellFinished(int exitCode, string? error) => _report.Finished(new FinishedEvent(
        "finished", SourceOpener.Describe(_source, _request.Source), error is null ? _stoppedBy : "failure", _meter.Elapsed.TotalSeconds,
        [.. _outputs.Select(output => output.Result())], error is null ? null : CommandOutput.OneLine(error), exitCode));
}
