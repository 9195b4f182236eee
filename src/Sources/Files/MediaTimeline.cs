namespace GiftGrab;

/// <summary>The zero that the pictures and the sound of one file share.</summary>
internal sealed class MediaTimeline
{
    /// <param name="origin">The media time that becomes 0; <see langword="null"/>: that of the first unit.</param>
    public MediaTimeline(long? origin) => Origin = origin;

    public long? Origin { get; set; }

    /// <summary>The time of the first unit that is shown or heard, where both streams say when they begin.</summary>
    /// <remarks>Sound before 0 is what an encoder put in front to warm its decoder up; it is never heard.</remarks>
    public static long? Begin(long? pictures, long? sound) =>
        pictures is { } first ? sound is { } heard ? Math.Min(first, Math.Max(heard, 0)) : null : null;
}

/// <summary>Turns the media times of one stream into time stamps that begin near 0 and never run backwards.</summary>
internal sealed class StreamClock
{
    // Broken muxers put neighbours in the wrong order; a longer way back is a new beginning, as where recordings
    // of a broadcast were joined.
    private const long NewBeginning = 1_000_000_000;
    private readonly MediaTimeline _timeline;
    private readonly long _usualDuration;
    private long _next;
    private long _last;

    /// <param name="timeline">The zero.</param>
    /// <param name="usualDuration">How long a unit lasts where the file does not say, in nanoseconds.</param>
    public StreamClock(MediaTimeline timeline, long usualDuration)
    {
        _timeline = timeline;
        _usualDuration = usualDuration;
    }

    /// <summary>The time stamp and duration of the next unit, in nanoseconds.</summary>
    public (long Timestamp, long Duration) Advance(MediaTime time)
    {
        long duration = time.Duration > 0 ? time.Duration : _usualDuration;
        long timestamp = _next;
        if (time.Start is { } start)
        {
            _timeline.Origin ??= start;
            timestamp = start - _timeline.Origin.Value;
            if (timestamp < _last - NewBeginning)
            {
                _timeline.Origin = start - _next;
                timestamp = _next;
            }

            timestamp = Math.Max(timestamp, _last);
        }

        _last = timestamp;
        _next = timestamp + duration;
        return (timestamp, duration);
    }
}
