namespace GiftGrab;

/// <content>How a recording ends: at its limit, with its source, and with its sidecar.</content>
public sealed partial class VideoTarget
{
    /// <summary>Has the clock end the recording where its source is lost by then.</summary>
    private void WatchTime()
    {
        if (_options.MaxDuration is { } longest && Source is ILossy source && Source.IsLive)
        {
            Encoder.HoldsNewest = true;
            _timeWithoutPictures = new TimeWithoutPictures(
                longest,
                _limit.End!.Value,
                () => source is PictureFeed { IsSkipping: true } ? null : source.PresentLoss,
                ReachLimitWithoutPicture,
                _options.File.TimeProvider);
        }
    }

    private void ReachLimitWithoutPicture()
    {
        if (Interlocked.CompareExchange(ref _limitReached, ByClock, 0) != 0)
        {
            return;
        }

        try
        {
            LimitReached?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception exception)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, Name, exception);
        }

        // What waits in the queue came in time, and is encoded first.
        _ = _video!.DetachAsync();
    }

    // The clock may have been first, or be it while the sound is waited for.
    private void EndBefore(VideoFrame frame)
    {
        if (Volatile.Read(ref _limitReached) != ByClock)
        {
            NoteLossAtLimit();
            _sound?.WaitForEnd(LongestSoundDelay);
            ReachLimit(frame.Number);
        }

        if (Volatile.Read(ref _limitReached) == ByClock)
        {
            Volatile.Write(ref _tooLate, _tooLate + 1);
        }
    }

    private void NoteLossAtLimit()
    {
        if (_limit.End is { } end && Source is ILossy source && _gaps.EndAt(source, end))
        {
            Encoder.LastsTo = end;
            Volatile.Write(ref _end, end);
        }
    }

    // What waits in the queue behind the limit, or was dropped there, was never wanted: it is no loss and is not counted.
    private void ReachLimit(long end)
    {
        if (Interlocked.CompareExchange(ref _limitReached, ByFrame, 0) != 0)
        {
            return;
        }

        TargetStatistics now = Statistics;
        UnitRange[] dropped =
            [.. now.DroppedRanges.Where(range => range.First < end).Select(range => range with { Last = Math.Min(range.Last, end - 1) })];
        long count = dropped.Sum(range => range.Last - range.First + 1);
        Volatile.Write(ref _atLimit, now with { Received = now.Encoding.Frames + count, Dropped = count, DroppedRanges = dropped });
        try
        {
            LimitReached?.Invoke(this, EventArgs.Empty);
        }
        finally
        {
            _video?.Dispose();
        }
    }

    /// <param name="error">What ended them; <see langword="null"/>: their source did, or whoever detached them.</param>
    /// <param name="soundGoesOn">Whether the sound ends by itself: that of a file is recorded whole, however fast pictures came.</param>
    private void EndPictures(Exception? error, bool soundGoesOn = false)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        _timeWithoutPictures?.Dispose();
        if (Volatile.Read(ref _limitReached) == ByClock)
        {
            NoteLossAtLimit();
            _sound?.WaitForEnd(LongestSoundDelay);
        }

        _gaps.End(Source as ILossy);
        Volatile.Write(ref _soundGaps, SoundGaps);
        try
        {
            EndEncoder(error);
        }
        finally
        {
            _sound?.EndPictures();
            if (!soundGoesOn)
            {
                DetachSound();
            }
        }
    }

    private void EndSound(Exception? error)
    {
        _sound!.End(error);
        if (_video is null)
        {
            EndPictures(error);
        }
    }

    private void EndEncoder(Exception? error)
    {
        if (error is null)
        {
            Encoder.OnCompleted();
        }
        else
        {
            Encoder.OnError(error);
        }
    }

    private void DetachSound()
    {
        try
        {
            _audio?.Dispose();
        }
        catch (TimeoutException exception)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, Name, exception);
        }
    }

    private void WaitUntilFinal() =>
        Task.WaitAny([Task.WhenAll([Completion, .. FurtherFiles.Select(file => file.Completion)])], FinaliseTimeout);

    private async Task FinishAsync()
    {
        Exception? failure = null;
        try
        {
            await _output.Completion.ConfigureAwait(false);
            if (_check is not null)
            {
                await Task.Run(_check.Verify).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception as VideoTargetException ?? new VideoTargetException($"{Name} could not be checked: {exception.Message}", exception);
            throw failure;
        }
        finally
        {
            WriteSidecar(failure);
        }
    }

    private void WriteSidecar(Exception? failure)
    {
        using OutputPath? sidecar = _sidecar;
        if (sidecar is null || Encoder.Plan is null)
        {
            return;
        }

        try
        {
            SidecarBuilder.Of(this, _container, _startTime, _audio, failure).Write(sidecar, _options.File.FileMode);
        }
        catch (VideoTargetException exception) when (VideoTargetException.IsWholeAfter(failure))
        {
            throw new VideoTargetException(exception.Message, exception) { LeavesRecordingWhole = true };
        }
    }
}
