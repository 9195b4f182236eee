namespace GiftGrab;

/// <summary>How a target of sound encodes and writes. What is left <see langword="null"/> takes the container's or codec's default.</summary>
public sealed record AudioTargetOptions
{
    /// <summary>How sound is encoded; <see langword="null"/>: what suits the container best.</summary>
    public AudioCodec? Codec { get; init; }

    /// <summary>Further options of the sound.</summary>
    public AudioEncoderOptions Audio { get; init; } = new();

    /// <summary>The container; <see langword="null"/>: what the path's extension stands for.</summary>
    public Container? Container { get; init; }

    /// <summary>How the file is written.</summary>
    public FileOutputOptions File { get; init; } = new();

    /// <summary>Ends after this much of the source's time, above 0, to the sample.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Ends once the sound falls silent; <see langword="null"/>: it may be silent.</summary>
    public SilenceLimit? UntilSilence { get; init; }

    /// <summary>The most blocks that wait for the encoder, 1 to 100,000.</summary>
    public int QueueCapacity { get; init; } = SoundTrack.QueueCapacity;

    /// <summary>What happens to a block that finds the queue full; <see langword="null"/>: a file's reader waits, a live source
    /// drops the newest.</summary>
    public QueueFullPolicy? WhenFull { get; init; }
}
