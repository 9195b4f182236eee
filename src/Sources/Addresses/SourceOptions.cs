namespace GiftGrab;

/// <summary>What is asked of a source, whatever its kind. An option that the kind cannot honour is refused, never ignored.</summary>
public sealed record SourceOptions
{
    /// <summary>How fast frames are delivered; <see langword="null"/>: files and image sequences as fast as they
    /// are taken, test patterns live.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The pixel format of the frames; <see langword="null"/>: the source's own.</summary>
    public PixelFormat? Format { get; init; }

    /// <summary>The frame rate of an image sequence, or of a test pattern, screen or card whose address names none.</summary>
    public FrameRate? FrameRate { get; init; }

    /// <summary>The device that decodes.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>The most threads that decode, 1 to 64; 0: as many as there are processors, at most 16.</summary>
    public int DecoderThreads { get; init; }

    /// <summary>Whether what takes the pictures is as busy with each as the decoder is, such as an encoder that makes haste: half of the
    /// processors are then left to it, unless the codec (HEVC, AV1…) takes longer to decode. Of no concern to other sources than files, and where <see cref="DecoderThreads"/> says a number.</summary>
    public bool SharesProcessors { get; init; }

    /// <summary>What a live source does when it falters; refused by all others.</summary>
    public LiveOptions? Live { get; init; }

    /// <summary>What is asked of a card, a screen or a network stream; refused by all others.</summary>
    public CaptureOptions? Capture { get; init; }

    /// <summary>The clock of pacing and capture times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source's name in messages, counts and files; <see langword="null"/>: from the address.</summary>
    public string? Name { get; init; }
}
