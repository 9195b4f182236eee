namespace GiftGrab;

/// <summary>One connection to a live source, used by one thread; disposing it disconnects.</summary>
internal interface ILiveConnection : IDisposable
{
    /// <summary>The time of a unit whose device gives none.</summary>
    const long NoDeviceTime = long.MinValue;

    /// <summary>What comes. The frames themselves say when it changes.</summary>
    LiveFormat Format { get; }

    /// <summary>How the sound is sampled; <see langword="null"/> where there is none.</summary>
    AudioFormat? AudioFormat { get; }

    /// <summary>Whether the device's times are on the process's monotonic clock: they then say when units were captured, however late
    /// the first of them arrives.</summary>
    bool HasProcessTimes => false;

    /// <summary>Whether it is a file that lies elsewhere: it ends at its end, waits for whoever is slow, and cannot be gone on with after a
    /// loss, as it would begin anew.</summary>
    bool IsFinite => false;

    /// <summary>Whether the device has a signal, where it tells; a read that finds it lost returns at once.</summary>
    bool HasSignal => true;

    /// <summary>Whether a frame comes in each interval of <see cref="LiveFormat.FrameRate"/>, as of a card: what is missing is no stillness.</summary>
    bool HasSteadyRate => false;

    /// <summary>Frames that the device made since the first read and that were not fetched in time, as far as it is known.</summary>
    long MissedFrames => 0;

    /// <summary>Waits for a frame or a block of sound, which the caller disposes.</summary>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="stop">Ends the wait at once.</param>
    /// <param name="frame">Its <see cref="MediaUnit.Timestamp"/> is the device's own time in nanoseconds, on a clock that sound
    /// and picture of this connection share, or <see cref="NoDeviceTime"/>. <see cref="MediaUnit.ArrivalTimestamp"/> is when its
    /// data reached this process, or 0 for "just now".</param>
    /// <param name="audio">Timed as the frame.</param>
    /// <returns>Whether anything came.</returns>
    /// <exception cref="VideoSourceException">The connection is lost; the sentence says how.</exception>
    /// <exception cref="EndOfStreamException">The other side ended it in order.</exception>
    bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio);
}
