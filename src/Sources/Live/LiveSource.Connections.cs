namespace GiftGrab;

/// <content>How one connection follows the other.</content>
public sealed partial class LiveSource
{
    /// <summary>Delivers from one connection after the other until the source ends.</summary>
    private LiveEnd Deliver(ref ILiveConnection? connection, Delay delay, CancellationToken stop)
    {
        while (true)
        {
            VideoSourceException? loss = null;
            connection ??= TryConnect(stop, out loss);
            if (connection is not null && ReadAll(connection, stop, out loss) is { } end)
            {
                return end;
            }

            connection?.Dispose();
            connection = null;
            if (State == LiveState.Starting || !_connector.CanReconnect)
            {
                throw loss!;
            }

            NoteLoss(loss!);
            if (WaitToReconnect(delay, loss!, stop))
            {
                return LiveEnd.Idle;
            }
        }
    }

    private ILiveConnection? TryConnect(CancellationToken stop, out VideoSourceException? loss)
    {
        try
        {
            loss = null;
            return _connector.Connect(_options.ConnectTimeout, stop);
        }
        catch (VideoSourceException exception)
        {
            loss = exception;
            return null;
        }
    }

    /// <summary>Delivers what a connection gives until it breaks or falls silent.</summary>
    /// <returns>The end where the whole source has ended; <see langword="null"/> where this connection is lost.</returns>
    private LiveEnd? ReadAll(ILiveConnection connection, CancellationToken stop, out VideoSourceException? loss)
    {
        _clock.BeginConnection();
        long connected = _clock.Now;
        bool hasCome = false;
        loss = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long now = _clock.Now;
            TimeSpan untilStall = hasCome ? _limits.UntilStall(now) : _limits.UntilFirstFrame(connected, now);
            TimeSpan untilIdle = _limits.UntilIdle(now);
            if (untilStall <= TimeSpan.Zero || untilIdle <= TimeSpan.Zero)
            {
                loss = new DeviceOfflineException($"{Name} gives no picture.");
                return untilIdle <= TimeSpan.Zero ? LiveEnd.Idle : null;
            }

            TimeSpan wait = Shortest(untilStall, untilIdle, UntilSubstitute(now));
            VideoFrame? frame;
            AudioFrame? audio;
            try
            {
                connection.TryRead(wait, stop, out frame, out audio);
            }
            catch (EndOfStreamException exception)
            {
                loss = new VideoSourceException($"{Name} was ended by the other side.", exception);
                return _connector.CanReconnect ? null : LiveEnd.EndOfStream;
            }
            catch (VideoSourceException exception)
            {
                loss = exception;
                return null;
            }

            Take(audio);
            hasCome |= frame is not null;
            Take(frame);
            Substitute();
        }
    }

    private static TimeSpan Shortest(TimeSpan one, TimeSpan two, TimeSpan three) => TimeSpan.FromTicks(Math.Min(one.Ticks, Math.Min(two.Ticks, three.Ticks)));

    private void NoteLoss(VideoSourceException loss)
    {
        if (_losses.Reason is not null)
        {
            SourcesLog.StillLost(GiftGrabLog.Logger, Name, loss.Message);
            return;
        }

        _losses.Begin(loss.Message, _position + _duration, _clock.Now);
        SourcesLog.Lost(GiftGrabLog.Logger, Name, loss.Message);
        Enter(LiveState.Lost, loss.Message);
    }

    /// <summary>Waits before the next attempt to connect.</summary>
    /// <returns>Whether the source ends instead, being idle.</returns>
    /// <exception cref="VideoSourceException">It was lost for too long.</exception>
    private bool WaitToReconnect(Delay delay, VideoSourceException loss, CancellationToken stop)
    {
        long now = _clock.Now;
        TimeSpan untilGivenUp = _limits.UntilGivenUp(now);
        if (untilGivenUp <= TimeSpan.Zero)
        {
            throw _limits.GiveUp(Name, loss);
        }

        long end = now + (Shortest(_backOff.Next(), untilGivenUp, _limits.UntilIdle(now)).Ticks * 100);
        for (; now < end; now = _clock.Now)
        {
            Substitute();
            delay.Wait(Shortest(TimeSpan.FromTicks((end - now + 99) / 100), UntilSubstitute(now), TimeSpan.MaxValue), stop);
        }

        Enter(LiveState.Reconnecting, _losses.Reason);
        return _limits.UntilIdle(_clock.Now) <= TimeSpan.Zero;
    }

    private TimeSpan UntilSubstitute(long now) =>
        _options.WhileLost == LossPicture.None ? TimeSpan.MaxValue : _losses.UntilSubstitute(now);
}
