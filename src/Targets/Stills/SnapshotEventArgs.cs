namespace GiftGrab;

/// <summary>A picture that was kept, or could not be.</summary>
/// <param name="path">The file.</param>
/// <param name="frame">The frame's number.</param>
/// <param name="timestamp">The frame's time, in nanoseconds since the source's start.</param>
/// <param name="failure">Why it could not be written; <see langword="null"/>: it was.</param>
public sealed class SnapshotEventArgs(string path, long frame, long timestamp, GiftGrabException? failure) : EventArgs
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The frame's number.</summary>
    public long Frame { get; } = frame;

    /// <summary>The frame's time, in nanoseconds since the source's start.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>Why it could not be written; <see langword="null"/>: it was.</summary>
    public GiftGrabException? Failure { get; } = failure;
}
