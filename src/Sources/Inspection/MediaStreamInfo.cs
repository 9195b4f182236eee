namespace GiftGrab;

/// <summary>What a container says of one of its streams.</summary>
public record MediaStreamInfo
{
    /// <summary>The position in the container, from 0.</summary>
    public int Index { get; init; }

    /// <summary><c>video</c>, <c>audio</c>, <c>subtitle</c>, <c>data</c> or <c>attachment</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>FFmpeg's name of the codec, such as <c>h264</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>The codec's profile, such as <c>High</c>; <see langword="null"/> where there is none.</summary>
    public string? Profile { get; init; }

    /// <summary>Bits a second; 0 where unknown.</summary>
    public long BitRate { get; init; }

    /// <summary>The length; <see langword="null"/> where the container does not say.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many frames or blocks the container counts; <see langword="null"/> where it does not.</summary>
    public long? FrameCount { get; init; }

    /// <summary>Language, handler and the like, by the container's own names.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

/// <summary>What a container says of its pictures.</summary>
public sealed record VideoStreamInfo : MediaStreamInfo
{
    /// <summary>Columns.</summary>
    public int Width { get; init; }

    /// <summary>Rows.</summary>
    public int Height { get; init; }

    /// <summary>The pixel format.</summary>
    public PixelFormat PixelFormat { get; init; }

    /// <summary>How code values become colours, as far as the file says.</summary>
    public ColorDescription Color { get; init; }

    /// <summary>The lowest rate that can place every picture exactly: ffprobe's <c>r_frame_rate</c>.</summary>
    public FrameRate FrameRate { get; init; }

    /// <summary>Pictures over time: ffprobe's <c>avg_frame_rate</c>.</summary>
    public FrameRate AverageFrameRate { get; init; }

    /// <summary>How many pictures there are: counted by the container, else computed from rate and length, else 0.</summary>
    public long EstimatedFrameCount { get; init; }
}

/// <summary>What a container says of its sound.</summary>
public sealed record AudioStreamInfo : MediaStreamInfo
{
    /// <summary>How it is sampled once decoded.</summary>
    public AudioFormat Format { get; init; }
}
