namespace GiftGrab;

/// <summary>Something whose frames may stay away although it goes on.</summary>
internal interface ILossy
{
    /// <summary>The loss that it is in, as if it ended now; <see langword="null"/> where frames come. May be read from any thread.</summary>
    SourceGap? PresentLoss { get; }

    /// <summary>The losses that are over, oldest first. May be read from any thread.</summary>
    IReadOnlyList<SourceGap> Gaps { get; }
}
