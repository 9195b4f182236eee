namespace GiftGrab;

/// <summary>An encoder that may be taken.</summary>
/// <param name="Kind">The encoder.</param>
/// <param name="Settings">What it is told; null where it is refused.</param>
/// <param name="Plan">The same for people; null where it is refused.</param>
/// <param name="Refusal">Why it is not possible; null where it is.</param>
internal sealed record EncoderCandidate(
    EncoderKind Kind, VideoEncoderSettings? Settings, VideoEncoderPlan? Plan, VideoTargetException? Refusal);
