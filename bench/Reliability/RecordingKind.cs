namespace GiftGrab.Benchmarks.Reliability;

/// <summary>What is recorded: a container with a codec.</summary>
internal sealed record RecordingKind(string Name, string Extension, string Codec)
{
    /// <summary>The kinds that must survive.</summary>
    public static IReadOnlyList<RecordingKind> All { get; } =
    [
        new("MP4, H.264", "mp4", "h264"),
        new("MP4, HEVC", "mp4", "hevc"),
        new("MKV, FFV1", "mkv", "ffv1"),
        new("AVI, Xvid", "avi", "xvid"),
    ];
}
