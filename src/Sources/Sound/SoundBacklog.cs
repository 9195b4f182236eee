namespace GiftGrab;

/// <summary>Holds sound that comes long after what came before, until it is known whether it is new or waited where nobody read it.</summary>
/// <remarks>A server keeps what a process leaves that does not run for a while, and then hands it over at once. Its first block looks as
/// if it were heard just now; only the blocks behind it, which come faster than they sound, tell how old it is. One thread at a
/// time.</remarks>
internal sealed class SoundBacklog : IDisposable
{
    // Seconds of sound come within milliseconds; what comes after them comes as it is heard, and gives the time.
    private const long Window = 200_000_000;
    private readonly Queue<AudioFrame> _held = [];
    private long _begin;
    private long _length;
    private long _until;

    /// <summary>Whether sound is held: then all that comes belongs behind it.</summary>
    public bool IsHolding => _held.Count > 0;

    /// <summary>Holds a block.</summary>
    /// <param name="block">It is the backlog's from now on.</param>
    /// <param name="heard">When it was heard at the latest, in nanoseconds.</param>
    /// <param name="now">When it came, in nanoseconds of the same clock.</param>
    /// <returns>Whether enough came to know when all of it was heard.</returns>
    public bool Add(AudioFrame block, long heard, long now)
    {
        if (!IsHolding)
        {
            (_begin, _length, _until) = (heard, 0, now + Window);
        }

        // Sound may come late, but never before it was heard: the block that came soonest gives the time of all.
        _begin = Math.Min(_begin, heard - _length);
        _length += block.SampledLength;
        _held.Enqueue(block);
        return now >= _until;
    }

    /// <summary>Gives the oldest block that is held, which is the caller's then.</summary>
    /// <param name="block">The block; <see langword="null"/>: there is none.</param>
    /// <param name="heard">When it was heard, in nanoseconds.</param>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AudioFrame? block, out long heard)
    {
        heard = _begin;
        if (!_held.TryDequeue(out block))
        {
            return false;
        }

        _begin += block.SampledLength;
        return true;
    }

    /// <summary>Gives back what is held.</summary>
    public void Dispose()
    {
        while (_held.TryDequeue(out AudioFrame? block))
        {
            block.Dispose();
        }
    }
}
