namespace GiftGrab;

/// <summary>When a picture is shown and when it was captured.</summary>
/// <param name="Presentation">Nanoseconds since the recording's start.</param>
/// <param name="Capture">Nanoseconds since 1970 in UTC.</param>
internal readonly record struct FrameTime(long Presentation, long Capture);
