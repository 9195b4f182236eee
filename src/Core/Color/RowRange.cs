namespace GiftGrab.Color;

/// <summary>The rows of a picture from <paramref name="First"/> up to, but not including, <paramref name="End"/>.</summary>
internal readonly record struct RowRange(int First, int End);
