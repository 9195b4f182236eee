namespace GiftGrab;

/// <summary>Where a file that is saved of a ring stands: from where, up to where, and what comes next.</summary>
/// <remarks>Used under the ring's lock.</remarks>
/// <param name="span">What was asked for.</param>
/// <param name="mustWait">Whether the trigger lies ahead, or pictures are counted up to it: the file begins when that picture is there.</param>
internal sealed class RingReader(RingSpan span, bool mustWait)
{
    /// <summary>How far pictures run ahead of the sound at most, in nanoseconds, before they go on without it.</summary>
    private const long Window = 5_000_000_000;

    private long _soundEnd = long.MinValue;

    /// <summary>What was asked for.</summary>
    public RingSpan Span => span;

    /// <summary>The time of the file's first picture; <see langword="null"/> before it began.</summary>
    public long? Begin { get; private set; }

    /// <summary>When the file is to end; <see langword="null"/>: not known yet.</summary>
    public long? AskedEnd { get; set; } = span.Until;

    /// <summary>The time of the picture that the file ends before; <see langword="null"/>: not known yet.</summary>
    public long? End { get; set; }

    /// <summary>The number of the next picture.</summary>
    public long Video { get; private set; } = long.MaxValue;

    /// <summary>The number of the next packet of sound.</summary>
    public long Sound { get; private set; } = long.MaxValue;

    /// <summary>Begins where the ring has a key frame for it, and pictures behind that moment.</summary>
    public bool TryBegin(RingContent content)
    {
        if (span.From >= content.End || (mustWait && !content.Has(span.Trigger)))
        {
            return false;
        }

        long key = span is { From: null, Frames: { } number } ? content.KeyBefore(span.Trigger, number) : content.KeyAt(span.From ?? long.MinValue);
        key = span is { From: not null, Frames: { } least } ? Math.Min(key, content.KeyBefore(span.Trigger, least)) : key;
        if (key < 0)
        {
            return false;
        }

        Video = key;
        Sound = content.Sound.First;
        Begin = span.IsExact ? content.TimeAt(key, span) : content.Video[key].Timestamp;
        return true;
    }

    /// <summary>Whether all sources ended, or the end was reached, so that nothing more is to come.</summary>
    public bool IsDone(RingContent content, bool ended, bool hasSound) =>
        NextPicture(content) is null && NextSound(content) is null
        && (ended || (HasEndOfPictures(content) && (!hasSound || _soundEnd >= End || content.End - End > Window)));

    /// <summary>The next packet in the order in which they are decoded; <see langword="null"/>: it is not there yet.</summary>
    public EncodedPacket? Next(RingContent content)
    {
        EncodedPacket? picture = NextPicture(content);
        EncodedPacket? sound = NextSound(content);
        if (picture is not null && (sound is null || picture.DecodeTimestamp <= sound.DecodeTimestamp))
        {
            Video++;
            return picture;
        }

        if (sound is not null)
        {
            Sound++;
        }

        return sound;
    }

    /// <summary>Needs nothing more of the ring.</summary>
    public void Leave() => (Video, Sound) = (long.MaxValue, long.MaxValue);

    private bool HasEndOfPictures(RingContent content) => End is not null && Video < content.Video.End;

    private EncodedPacket? NextPicture(RingContent content)
    {
        if (Video >= content.Video.End)
        {
            return null;
        }

        // Behind the key frame that was ordered nothing is shown before it; without one, behind what is decoded that late.
        EncodedPacket packet = content.Video[Video];
        bool isBehind = End is { } end && ((packet.IsKeyFrame && packet.Timestamp >= end) || packet.DecodeTimestamp >= end);
        return isBehind ? null : packet;
    }

    private EncodedPacket? NextSound(RingContent content)
    {
        for (; Sound < content.Sound.End; Sound++)
        {
            EncodedPacket packet = content.Sound[Sound];
            _soundEnd = Math.Max(_soundEnd, packet.Timestamp + packet.Duration);
            if (packet.Timestamp > content.End && !content.IsOver)
            {
                // The file may end before it.
                return null;
            }

            if (packet.Timestamp >= Begin && !(packet.Timestamp >= End))
            {
                return packet;
            }
        }

        return null;
    }
}
