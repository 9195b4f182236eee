namespace GiftGrab;

/// <summary>How a file is read.</summary>
public sealed record FileReaderOptions
{
    /// <summary>How fast frames are delivered; as fast as they are taken where nothing is said.</summary>
    public Pace Pace { get; init; }

    /// <summary>The pixel format of the frames; <see langword="null"/>: the file's own, untouched.</summary>
    public PixelFormat? Format { get; init; }

    /// <summary>The device that decodes.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>Whether frames that a device decodes stay in its memory, rather than come to the processor's.</summary>
    public bool KeepOnDevice { get; init; }

    /// <summary>The most threads that decode, 1 to 64; 0: as many as there are processors, at most 16.</summary>
    public int DecoderThreads { get; init; }

    /// <summary>Whether what takes the pictures is as busy with each as the decoder is, such as an encoder that makes haste: half of the
    /// processors are then left to it, unless the codec (HEVC, AV1…) takes longer to decode. Of no concern where <see cref="DecoderThreads"/> says a number.</summary>
    public bool SharesProcessors { get; init; }

    /// <summary>When each picture is shown, in nanoseconds in the order of showing, instead of the file's own times, which most
    /// containers round; pictures beyond the last of them keep the file's. <see langword="null"/>: the file's own.</summary>
    public IReadOnlyList<long>? FrameTimes { get; init; }

    /// <summary>The clock of pacing and capture times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source's name in messages, counts and files; <see langword="null"/>: the file's name.</summary>
    public string? Name { get; init; }
}
