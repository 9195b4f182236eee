namespace GiftGrab;

/// <summary>How a target encodes and writes. What is left <see langword="null"/> takes the container's or codec's default.</summary>
public sealed record VideoTargetOptions
{
    /// <summary>How pictures are encoded.</summary>
    public VideoEncoderOptions Video { get; init; } = new();

    /// <summary>How sound is encoded, where a source of sound is attached; <see langword="null"/>: what suits the container best.</summary>
    public AudioCodec? AudioCodec { get; init; }

    /// <summary>Further options of the sound.</summary>
    public AudioEncoderOptions Audio { get; init; } = new();

    /// <summary>Added to the times of the sound: above 0 it is heard later than it came, below 0 earlier. At most an hour.</summary>
    public TimeSpan AudioOffset { get; init; }

    /// <summary>Whether sound from before the first picture is left out, as is best where pictures and sound are attached at times apart
    /// to a source that runs. Otherwise a recording of one source begins with what came first.</summary>
    public bool CutsSoundBeforePictures { get; init; }

    /// <summary>Ends once the sound falls silent; <see langword="null"/>: it may be silent.</summary>
    public SilenceLimit? UntilSilence { get; init; }

    /// <summary>The container; <see langword="null"/>: what the path's extension stands for.</summary>
    public Container? Container { get; init; }

    /// <summary>How the file is written.</summary>
    public FileOutputOptions File { get; init; } = new();

    /// <summary>Writes a file <c>NAME.json</c> beside the recording that tells how it was made and what became of every frame.</summary>
    public bool Sidecar { get; init; }

    /// <summary>Puts the SHA-256 of the finished file into its sidecar; it is read once for that.</summary>
    public bool Checksum { get; init; }

    /// <summary>Decodes a lossless recording once it is finished and compares every frame; <see langword="null"/>: where
    /// <see cref="VideoEncoderOptions.Lossless"/> is asked for. Takes about as long as the recording takes to decode.</summary>
    public bool? VerifyLossless { get; init; }

    /// <summary>Ends after this many frames, 1 and up.</summary>
    public long? MaxFrames { get; init; }

    /// <summary>Ends after this much of the source's time, above 0; while a live source is lost, by the clock.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The most frames that wait for the encoder, 1 to 100,000.</summary>
    public int QueueCapacity { get; init; } = DeliveryOptions.DefaultCapacity;

    /// <summary>What happens to a frame that finds the queue full; <see langword="null"/>: a file's reader waits, a live source
    /// drops the newest.</summary>
    public QueueFullPolicy? WhenFull { get; init; }

    /// <summary>When the recording goes on in a new file; <see langword="null"/>: never. The path is then a template (see
    /// <see cref="FileNameTemplate"/>), or gets the parts' numbers: <c>film_1.mkv</c>.</summary>
    public SplitOptions? Split { get; init; }
}
