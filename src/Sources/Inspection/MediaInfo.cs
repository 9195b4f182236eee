namespace GiftGrab;

/// <summary>What a file says of itself: its container and its streams.</summary>
public sealed record MediaInfo
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>FFmpeg's short names of the container, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public required string Container { get; init; }

    /// <summary>FFmpeg's description of the container.</summary>
    public required string ContainerDescription { get; init; }

    /// <summary>The length; <see langword="null"/> where the container does not say and it cannot be estimated.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The time of the first unit on the container's own clock; <see langword="null"/> where unknown.</summary>
    public TimeSpan? StartTime { get; init; }

    /// <summary>Bits a second over all streams; 0 where unknown.</summary>
    public long BitRate { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long FileSize { get; init; }

    /// <summary>Title, encoder and the like, by the container's own names.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Every stream, in the container's order.</summary>
    public required IReadOnlyList<MediaStreamInfo> Streams { get; init; }

    /// <summary>The main pictures; <see langword="null"/> where there are none.</summary>
    public VideoStreamInfo? Video { get; init; }

    /// <summary>The main sound; <see langword="null"/> where there is none.</summary>
    public AudioStreamInfo? Audio { get; init; }
}
