namespace GiftGrab;

/// <summary>A time in which a live source gave no pictures, though it should have.</summary>
/// <param name="From">The end of the last frame before it, in nanoseconds since the source's start.</param>
/// <param name="To">The first frame after it, in nanoseconds since the source's start.</param>
/// <param name="FirstFrame">The number of the first frame after it.</param>
/// <param name="Substitutes">How many frames the source made up in between.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record SourceGap(long From, long To, long FirstFrame, long Substitutes, string Reason);
