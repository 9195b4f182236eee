namespace GiftGrab;

/// <summary>When a picture is shown and when it was captured.</summary>
/// <param name="Presentation">Nanoseconds since the recording's start.</param>
/// <param name="Capture">Nanoseconds since 1970 in UTC.</param>
/// <param name="Source">Nanoseconds since the recording's start as the source told them: two pictures may have one time.</param>
internal readonly record struct FrameTime(long Presentation, long Capture, long Source);
