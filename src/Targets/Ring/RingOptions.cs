namespace GiftGrab;

/// <summary>How much of the past a <see cref="PacketRing"/> keeps. Of <see cref="Duration"/>, <see cref="Frames"/> and <see cref="Bytes"/>
/// at least one is given; the ring keeps what all of them ask for.</summary>
public sealed record RingOptions
{
    /// <summary>The memory that a ring may take unless told otherwise: 512 MB.</summary>
    public const long DefaultMemoryLimit = 512_000_000;

    /// <summary>The time kept at least, above 0.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The pictures kept at least, 1 and up.</summary>
    public int? Frames { get; init; }

    /// <summary>The bytes kept at most, 10,000 and up: as many groups of pictures as fit.</summary>
    public long? Bytes { get; init; }

    /// <summary>The most memory for packets, in bytes, 10,000 and up. It is never passed: a ring that needs more keeps less, and says so.</summary>
    public long MemoryLimit { get; init; } = DefaultMemoryLimit;

    /// <summary>How often a key frame is ordered of the encoder, above 0; 1 s at first. A file begins with one, so that it begins this
    /// much too early at most.</summary>
    public TimeSpan KeyFrameInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes that packets may take.</summary>
    internal long MostBytes => Math.Min(Bytes ?? long.MaxValue, MemoryLimit);

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="VideoTargetException">A value is out of range, or none is given.</exception>
    internal void Check()
    {
        const long least = 10_000;
        if (Duration is null && Frames is null && Bytes is null)
        {
            throw new VideoTargetException("The ring has no size; name seconds, frames or bytes.");
        }

        Require(Duration is null || Duration > TimeSpan.Zero, $"A ring of {Duration?.TotalSeconds} s is not possible; allowed is more than 0.");
        Require(Frames is null or > 0, $"A ring of {Frames} frames is not possible; allowed are 1 and more.");
        Require(Bytes is null or >= least, $"A ring of {Bytes} bytes is not possible; allowed are {least} and more.");
        Require(MemoryLimit >= least, $"A memory limit of {MemoryLimit} bytes is not possible for a ring; allowed are {least} and more.");
        Require(KeyFrameInterval > TimeSpan.Zero, $"A key frame every {KeyFrameInterval.TotalSeconds} s is not possible; allowed is more than 0.");
        Require(Bytes is null || Bytes <= MemoryLimit, $"A ring of {Bytes} bytes does not fit into its memory limit (MemoryLimit, --ring-memory) of {MemoryLimit} bytes.");
    }

    private static void Require(bool holds, string refusal)
    {
        if (!holds)
        {
            throw new VideoTargetException(refusal);
        }
    }
}
