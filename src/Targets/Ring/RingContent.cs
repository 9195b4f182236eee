namespace GiftGrab;

/// <summary>What a ring holds: whole groups of pictures, and the sound from the first of them on.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class RingContent(RingOptions options)
{
    /// <summary>How much sound waits for a first picture, in nanoseconds.</summary>
    private const long LoneSound = 5_000_000_000;

    private readonly long _duration = (options.Duration?.Ticks ?? 0) * TimeSpan.NanosecondsPerTick;
    private long _secondKey = -1;
    private long _complete;

    public PacketWindow Video { get; } = new();

    public PacketWindow Sound { get; } = new();

    /// <summary>Memory of all packets.</summary>
    public long Bytes => Video.Bytes + Sound.Bytes;

    /// <summary>From the first picture to the end of the last, in nanoseconds.</summary>
    public long Duration => Video.Count == 0 ? 0 : End - Video[Video.First].Timestamp;

    /// <summary>The end of the newest picture, in nanoseconds.</summary>
    public long End { get; private set; }

    /// <summary>Whether nothing more is added.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether memory was too small for what was asked for.</summary>
    public bool IsShort { get; private set; }

    public void Add(EncodedPacket packet)
    {
        if (packet.Stream.Kind == StreamKind.Audio)
        {
            Sound.Add(packet);
            return;
        }

        if (packet.IsKeyFrame && Video.Count > 0 && _secondKey < 0)
        {
            _secondKey = Video.End;
        }

        // Up to where no picture is missing: what comes later is shown later than it is decoded.
        _complete = packet.DecodeTimestamp;
        End = Video.Count == 0 ? packet.Timestamp + packet.Duration : Math.Max(End, packet.Timestamp + packet.Duration);
        Video.Add(packet);
    }

    /// <summary>Lets go of what nobody asked for, up to what is read still.</summary>
    /// <param name="video">The first picture that is read still.</param>
    /// <param name="sound">The first sound that is read still.</param>
    /// <returns>Whether what is left is within the memory that the ring may take.</returns>
    public bool Trim(long video, long sound)
    {
        while (_secondKey >= 0 && _secondKey <= video && (Bytes > options.MostBytes || !BeginsWithKey || IsEnoughFrom(_secondKey)))
        {
            IsShort |= options.Bytes is null && BeginsWithKey && !IsEnoughFrom(_secondKey);
            Video.RemoveBefore(_secondKey);
            _secondKey = FindKey(_secondKey + 1);
        }

        if (Bytes > options.MostBytes && _secondKey < 0)
        {
            // A group larger than the ring: the next one may fit.
            IsShort |= Video.Count > 0;
            Video.RemoveBefore(Math.Min(video, Video.End));
        }

        TrimSound(sound);
        return Bytes <= options.MostBytes;
    }

    /// <summary>The last key frame at or before a time, else the first one.</summary>
    /// <returns>Its number; -1 where there is none.</returns>
    public long KeyAt(long time)
    {
        long found = -1;
        for (long number = Video.First; number < Video.End && (found < 0 || Video[number].Timestamp <= time); number++)
        {
            found = Video[number].IsKeyFrame ? number : found;
        }

        return found;
    }

    /// <summary>Whether all pictures up to a time are there: in decoding order, later ones may come before them.</summary>
    public bool Has(long time) => Video.Count > 0 && (Video[Video.End - 1].DecodeTimestamp > time || (IsOver && End >= time));

    /// <summary>The newest key frame with so many pictures between it and a time, both included; else the first one.</summary>
    /// <returns>Its number; -1 where there is none.</returns>
    public long KeyBefore(long time, int pictures)
    {
        long oldest = -1;
        int count = 0;
        for (long number = Video.End - 1; number >= Video.First; number--)
        {
            EncodedPacket picture = Video[number];
            count += picture.Timestamp <= time ? 1 : 0;
            oldest = picture.IsKeyFrame ? number : oldest;
            if (picture.IsKeyFrame && count >= pictures)
            {
                break;
            }
        }

        return oldest;
    }

    /// <summary>The time of the picture that a file begins with which is to begin exactly.</summary>
    /// <param name="key">The number of the key frame before it.</param>
    /// <param name="span">What the file was asked to hold.</param>
    public long TimeAt(long key, RingSpan span)
    {
        List<long> times = [];
        for (long number = key; number < Video.End; number++)
        {
            times.Add(Video[number].Timestamp);
        }

        times.Sort();
        int before = times.FindLastIndex(time => time <= span.Trigger) + 1;
        int byTime = span.From is { } from ? times.FindIndex(time => time >= from) : before;
        int byNumber = span.Frames is { } frames ? before - frames : before;
        int first = Math.Min(byTime < 0 ? before : byTime, byNumber);
        return times[span is { From: null, Frames: null } ? 0 : Math.Clamp(first, 0, times.Count - 1)];
    }

    public void Clear()
    {
        Video.RemoveBefore(Video.End);
        Sound.RemoveBefore(Sound.End);
        _secondKey = -1;
    }

    private bool BeginsWithKey => Video.Count > 0 && Video[Video.First].IsKeyFrame;

    private bool IsEnoughFrom(long number) =>
        (options.Duration is not null || options.Frames is not null)
        && _complete - Video[number].Timestamp >= _duration
        && (options.Frames is not { } frames || CountFrom(number) >= frames);

    /// <summary>Pictures from a number on, without those that came before others which are shown earlier.</summary>
    private long CountFrom(long number)
    {
        const int mostReordered = 16;
        long count = Video.End - number;
        for (long late = Math.Max(number, Video.End - mostReordered); late < Video.End; late++)
        {
            count -= Video[late].Timestamp > _complete ? 1 : 0;
        }

        return count;
    }

    private long FindKey(long number)
    {
        while (number < Video.End && !Video[number].IsKeyFrame)
        {
            number++;
        }

        return number < Video.End ? number : -1;
    }

    private void TrimSound(long until)
    {
        long begin = Video.Count > 0 ? Video[Video.First].Timestamp
            : Sound.Count > 0 ? Sound[Sound.End - 1].Timestamp - LoneSound
            : 0;
        long number = Sound.First;
        while (number < until && number < Sound.End && Sound[number].Timestamp < begin)
        {
            number++;
        }

        Sound.RemoveBefore(number);
        if (Bytes > options.MostBytes && Video.Count == 0)
        {
            Sound.RemoveBefore(until);
        }
    }
}
