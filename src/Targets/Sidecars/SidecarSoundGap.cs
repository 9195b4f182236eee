namespace GiftGrab;

/// <summary>A time in which a live source gave no sound, though it should have; the recording has silence there.</summary>
/// <param name="Start">The end of the sound before it, in seconds from the recording's first picture.</param>
/// <param name="End">The first sound after it, or the end of the recording, in seconds from the recording's first picture.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record SidecarSoundGap(double Start, double End, string Reason);
