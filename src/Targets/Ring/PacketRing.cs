namespace GiftGrab;

/// <summary>Keeps the newest packets of encoders in memory, and saves what has been, on command, without anything being stopped.</summary>
/// <remarks>
/// <para>Files may be saved as often as one likes, overlapping too, in any container that holds the codecs. Each begins with a key
/// frame at or before the moment that was asked for (one is ordered of the encoder every <see cref="RingOptions.KeyFrameInterval"/>),
/// has the sound that belongs to it, and ends before the picture that it was asked to end at.</para>
/// <para>A file that cannot be written fails alone: the ring goes on, and another can be saved.</para>
/// </remarks>
public sealed class PacketRing : PacketOutput
{
    private readonly RingEngine _engine;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="options">How much it keeps.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="VideoTargetException">An option is not possible.</exception>
    public PacketRing(RingOptions options, string name = "ring")
        : this(new RingEngine(name, options ?? throw new ArgumentNullException(nameof(options))), name)
    {
    }

    private PacketRing(RingEngine engine, string name)
        : base(name, engine) => _engine = engine;

    /// <summary>What it holds now. From any thread.</summary>
    public RingStatistics Content => _engine.Content;

    /// <summary>The files that were saved of it, those in the making too. From any thread.</summary>
    public IReadOnlyList<RingRecording> Recordings => _engine.Recordings;

    /// <summary>Whether no file can be begun any more. May be read from any thread.</summary>
    public bool HasEnded => _engine.HasEnded;

    /// <summary>Saves a file: what the ring holds, and what follows. Returns at once; from any thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">From when to when; <see langword="null"/>: all that the ring has, until it is stopped.</param>
    /// <returns>The file in the making.</returns>
    /// <exception cref="VideoTargetException">The file cannot be written (another one that is saved still may have its name), a
    /// value is out of range, or the ring has ended.</exception>
    public RingRecording Save(string path, RingSaveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return _engine.Save(path, options ?? new RingSaveOptions());
    }
}
