namespace GiftGrab;

/// <content>How sections begin, end and are counted.</content>
public sealed partial class ControlledRecorder
{
    private ControlResult Begin(RecorderCommand command, int steps)
    {
        while (true)
        {
            ControlResult? result;
            SectionOpening? other;
            SectionOpening? mine = null;
            lock (_gate.Lock)
            {
                ThrowIfEnded(command);
                ThrowIfDetached(command);
                result = _gate.Section is { } open ? GoOn(command, steps, open) : null;
                other = _opening;
                if (result is null && other is null)
                {
                    _opening = mine = new SectionOpening();
                }
            }

            if (result is not null)
            {
                Tell(result);
                return result;
            }

            if (mine is not null)
            {
                return Open(mine, command, steps);
            }

            if (other!.IsMine || !other.Wait(OpeningTime))
            {
                throw new VideoTargetException($"{Name} cannot {Verb(command)}: the file of another command is still being made.");
            }
        }
    }

    /// <summary>Under the lock, with a section open.</summary>
    private ControlResult GoOn(RecorderCommand command, int steps, RecordingSection section)
    {
        if (_gate.State == RecorderState.Recording)
        {
            return Unchanged(command, "it is recording already: every frame goes into the file");
        }

        if (command == RecorderCommand.Step)
        {
            _gate.Step(section, steps);
            return Changed(command, section, Stepping(_gate.Steps));
        }

        _gate.Record(section);
        return Changed(command, section, $"recording goes on from frame {_gate.Next}");
    }

    private string Stepping(int steps) => $"{steps} {(steps == 1 ? "frame is" : "frames are")} recorded from frame {_gate.Next} on";

    private ControlResult Open(SectionOpening opening, RecorderCommand command, int steps)
    {
        ControlResult? result = null;
        RecordingSection? section = null;
        try
        {
            RecordingSection made = CreateSection();
            made.Begin(_begin(made));
            section = made;
        }
        finally
        {
            lock (_gate.Lock)
            {
                _opening = null;
                if (section is not null && !opening.IsCancelled && !_hasEnded)
                {
                    Install(section, command, steps);
                    result = Changed(command, section, command == RecorderCommand.Start
                        ? $"recording from frame {_gate.Next} on"
                        : Stepping(steps));
                }
                else if (section is not null)
                {
                    // The recorder is done when its files are gone that are not wanted any more.
                    _unfinished = [.. _unfinished, section];
                }
            }

            opening.Dispose();
            SettleWhereDone();
        }

        if (result is not null)
        {
            _ = FollowAsync(section);
            Tell(result.State);
            return result;
        }

        section.Discard();
        _ = ForgetAsync(section);
        lock (_gate.Lock)
        {
            ThrowIfEnded(command);
            return Unchanged(command, "a STOP came before the file was made");
        }
    }

    private async Task ForgetAsync(RecordingSection section)
    {
        await section.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate.Lock)
        {
            _unfinished = [.. _unfinished.Where(other => !ReferenceEquals(other, section))];
        }

        SettleWhereDone();
    }

    private RecordingSection CreateSection()
    {
        lock (_gate.Lock)
        {
            return new RecordingSection(_sections + 1, _source!, _soundSource);
        }
    }

    private void Install(RecordingSection section, RecorderCommand command, int steps)
    {
        _sections++;
        _unfinished = [.. _unfinished, section];
        if (command == RecorderCommand.Start)
        {
            _gate.Record(section);
        }
        else
        {
            _gate.Step(section, steps);
        }
    }

    private void Close(RecordingSection section)
    {
        _gate.CloseWhereDone(section);
        if (!section.IsClosed && section.SoundFeed is not null)
        {
            ITimer timer = _options.TimeProvider.CreateTimer(_ => _gate.GiveUpSound(section), null, SoundTime, Timeout.InfiniteTimeSpan);
            _ = section.Completion.ContinueWith(_ => timer.Dispose(), TaskScheduler.Default);
        }
    }

    private void OnStepped(RecordingSection section)
    {
        if (section.IsEnding)
        {
            Close(section);
        }

        Tell(State);
    }

    private void End(Exception? error)
    {
        RecordingSection? section;
        lock (_gate.Lock)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            section = _gate.End(error);
        }

        _gate.EndPictures();
        if (section is not null)
        {
            Close(section);
            Tell(RecorderState.Stopped);
        }

        SettleWhereDone();
    }

    /// <summary>Waits for the files of a section, and stops the recorder where they end by themselves: at a limit, or by a failure.</summary>
    private async Task FollowAsync(RecordingSection section)
    {
        await section.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool wasOpen;
        lock (_gate.Lock)
        {
            wasOpen = ReferenceEquals(_gate.Section, section);
            if (wasOpen)
            {
                _gate.End(null);
            }

            RecorderStatistics counts = section.Statistics;
            _finished = Sum(_finished, counts);
            _failure ??= section.Completion.Exception?.InnerException;
            _unfinished = [.. _unfinished.Where(other => !ReferenceEquals(other, section))];
        }

        if (wasOpen)
        {
            Close(section);
            Tell(RecorderState.Stopped);
        }

        Guard(() => SectionFinished?.Invoke(this, section));
        SettleWhereDone();
    }

    private void SettleWhereDone()
    {
        Exception? failure;
        lock (_gate.Lock)
        {
            if (!_hasEnded || _opening is not null || _unfinished.Count > 0)
            {
                return;
            }

            failure = _failure;
        }

        if (failure is null)
        {
            _completion.TrySetResult();
        }
        else if (_completion.TrySetException(failure))
        {
            // Nobody need look at it: each section tells its own.
            _ = _completion.Task.Exception;
        }
    }
}
