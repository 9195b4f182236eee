namespace GiftGrab.Cli;

/// <summary>Tells how a recording goes: each thing once, and at the end what became of it.</summary>
internal sealed class RecordingNews(
    IRecordingReport report, SourceRequest request, VideoSource source, RecordingOutputs outputs, FrameMeter meter, SoundInUse sound)
{
    private readonly HashSet<object> _failed = [];
    private readonly HashSet<RecordingOutput> _late = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<Action> _waiting = new();
    private SnapshotTarget? _snapshots;
    private int _failedSaves;
    private bool _started;

    /// <summary>Whether it is said how a file of a ring is written that only a signal triggers.</summary>
    public bool TellTriggers { get; init; }

    // No output can be written of nothing, which is no failure of theirs.
    private bool NothingCame => meter.Frames == 0;

    private Exception? SourceFailure => source.Completion.Exception?.InnerException ?? sound.Failure;

    /// <summary>Keeps a warning until the next look. From any thread.</summary>
    public void Warn(string message) => _waiting.Enqueue(() => report.Warning(message));

    /// <summary>Keeps the failure of a file of a ring, which was not begun, until the next look. From any thread.</summary>
    public void FailSave(string message) => _waiting.Enqueue(() =>
    {
        _failedSaves++;
        report.Warning(CommandOutput.OneLine(message));
    });

    /// <summary>Tells of every picture that is kept, or could not be, at the next look.</summary>
    public void Watch(SnapshotTarget snapshots)
    {
        _snapshots = snapshots;
        snapshots.Saved += (_, saved) => _waiting.Enqueue(() => report.Snapshot(
            new SnapshotEvent("snapshot", saved.Path, saved.Frame, saved.Timestamp / 1e9)));
        snapshots.Failed += (_, failed) => Warn(CommandOutput.OneLine(failed.Failure!.Message));
    }

    /// <summary>Keeps a change of the source's state until the next look. From any thread.</summary>
    /// <param name="address">The source's address, as it was given.</param>
    /// <param name="change">What changed.</param>
    /// <param name="of">What the source gives: pictures or sound.</param>
    public void NoteState(string address, LiveStateChangedEventArgs change, string of) => _waiting.Enqueue(() => report.SourceState(
        new SourceStateEvent("source-state", Credentials.RedactAddress(address), of, change.State.ToString().ToLowerInvariant(), change.Reason)));

    /// <summary>Tells the settings once all are known.</summary>
    public void TellStarted()
    {
        if (!_started && outputs.All(output => output.Plan is not null))
        {
            _started = true;
            foreach (RecordingOutput output in outputs.Where(output => sound.Source is not null && !output.HasSound))
            {
                string reason = output.First.Options.Video.Speed != 1 ? "plays at another speed" : "cannot hold sound";
                report.Warning($"{output.Path} {reason}, so the source's sound is left out; --no-audio says that this is meant");
            }

            foreach (string trigger in outputs.Select(output => output.OnlyTrigger).OfType<string>().Where(_ => TellTriggers))
            {
                report.Warning(trigger);
            }

            SourceFact from = SourceOpener.Describe(source, sound.Source, request);
            report.Started(new StartedEvent("started", from, [.. outputs.Select(output => output.Fact(request, from))]));
        }
    }

    /// <summary>Tells how far the recording is, once it was told what it is.</summary>
    public void TellProgress()
    {
        if (_started)
        {
            (double fps, double speed) = meter.Look();
            report.Progress(new ProgressEvent(
                "progress", meter.Elapsed.TotalSeconds, meter.Position / 1e9, meter.Frames, fps, speed,
                sound.Level is { } level ? new SoundLevelFact(level.Peak, level.Rms) : null,
                [.. outputs.Select(output => output.Progress())]));
        }
    }

    /// <summary>Tells which outputs failed, or cannot keep up.</summary>
    public void TellTrouble()
    {
        while (_started && _waiting.TryDequeue(out Action? tell))
        {
            tell();
        }

        foreach (RecordingOutput output in outputs)
        {
            if (output is { Plan: not null, Failure: null, Statistics.Dropped: > 0 } && _late.Add(output))
            {
                report.Warning($"{output.Path} cannot keep up and loses frames; a faster --preset, another --codec, a smaller picture or a lower rate helps");
            }

            if (output.Failure is { } failure && !IsOfTheSource(failure) && !NothingCame && _failed.Add(output))
            {
                report.OutputFailed(new OutputFailedEvent("output-failed", output.Path, CommandOutput.OneLine(failure.Message)));
            }

            foreach (SharedFile file in output.Shared.Where(file => file.Failure is { } failure && !IsOfTheSource(failure) && _failed.Add(file)))
            {
                report.OutputFailed(new OutputFailedEvent("output-failed", file.Path, CommandOutput.OneLine(file.Failure!.Message)));
            }
        }
    }

    /// <summary>Tells the result.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int TellEnd(string stoppedBy, bool wasSignalled)
    {
        TellStarted();
        TellTrouble();
        TellDropped();
        if (!outputs.Any())
        {
            report.Warning("nothing was recorded: the end came before the first picture, or without a START");
        }

        foreach (RecordingOutput output in outputs.Where(output => output.Missed > 0))
        {
            report.Warning(
                $"{output.Path}: the card made {output.Missed} more frames that were not fetched in time, because this machine was too busy; a smaller picture or a lower rate helps");
        }

        foreach (RecordingOutput output in outputs.Where(output => output.Gaps.Count > 0))
        {
            report.Warning($"{output.Path}: the source gave no pictures {Units.Gaps(output.Gaps)}");
        }

        foreach (string untouched in outputs.Select(output => output.UntouchedRing).OfType<string>().Where(_ => TellTriggers && _failedSaves == 0 && !NothingCame))
        {
            report.Warning(untouched);
        }

        foreach (TimeSpan time in _snapshots?.MissedTimes ?? [])
        {
            report.Warning(Units.NoSnapshot(time, "the recording"));
        }

        foreach (RecordingOutput output in outputs)
        {
            foreach (SidecarSoundGap gap in output.SoundGaps)
            {
                report.Warning($"{output.Path}: {Units.NoSound(gap.Start, gap.End, gap.Reason)}");
            }
        }

        int exitCode = ExitCodeOf(wasSignalled);
        string? nothing = NothingCame && outputs.Any() ? $"{Credentials.RedactAddress(request.Address)} gave no picture, so that nothing was recorded" : null;
        TellFinished(stoppedBy, exitCode, SourceFailure?.Message ?? nothing);
        return exitCode;
    }

    /// <summary>Tells which files could not be finalised in time.</summary>
    public void TellGivenUp()
    {
        TellDropped();
        foreach (string lateness in outputs.Select(output => output.Lateness).OfType<string>())
        {
            report.Warning(lateness);
        }

        string late = string.Join(", ", outputs.Where(output => !output.IsDone).Select(output => output.Path));
        TellFinished("signal", ExitCode.Interrupted, late.Length == 0
            ? $"{Credentials.RedactAddress(request.Address)} did not end within 5 s of the signal; the files are whole"
            : $"{late} could not be finalised within 5 s of the signal; what is on the disk stays as it is");
    }

    private void TellDropped()
    {
        foreach (RecordingOutput output in outputs.Where(output => output.Failure is null))
        {
            TargetStatistics statistics = output.Statistics;
            if (statistics.Dropped > 0)
            {
                report.Warning($"{output.Path}: {statistics.Dropped} of {statistics.Received} frames were dropped: {Units.Ranges(statistics.DroppedRanges)}");
            }
        }
    }

    // An output ends with the failure of its source, which is told once and not again for each output.
    private static bool IsOfTheSource(Exception failure)
    {
        Exception? cause = failure;
        while (cause is not null and not VideoSourceException)
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    private int ExitCodeOf(bool wasSignalled)
    {
        if (NothingCame && SourceFailure is null && outputs.Any())
        {
            return wasSignalled ? ExitCode.Interrupted : ExitCode.Failed;
        }

        if (SourceFailure is not null || _failed.Count > 0 || _failedSaves > 0 || _snapshots?.FailedCount > 0)
        {
            // An output whose encoder does not even open was asked for what cannot be.
            return _failed.Count > 0 && outputs.All(output => output.IsRefused && _failed.Contains(output)) ? ExitCode.Usage : ExitCode.Failed;
        }

        return wasSignalled ? ExitCode.Interrupted
            : outputs.Any(output => output.Statistics.Dropped > 0 || output.Missed > 0) || _snapshots?.Pictures.Dropped > 0 || sound.Microphone?.LostSound > TimeSpan.Zero ? ExitCode.Dropped
            : ExitCode.Done;
    }

    private void TellFinished(string stoppedBy, int exitCode, string? error) => report.Finished(new FinishedEvent(
        "finished", SourceOpener.Describe(source, sound.Source, request), error is null || stoppedBy is "signal" or "idle" ? stoppedBy : "failure",
        meter.Elapsed.TotalSeconds, [.. outputs.SelectMany(output => output.Results())],
        _snapshots is null ? null : new SnapshotsFact(_snapshots.SavedCount, _snapshots.FailedCount, _snapshots.Pictures.Dropped),
        error is null ? null : CommandOutput.OneLine(error), exitCode));
}
