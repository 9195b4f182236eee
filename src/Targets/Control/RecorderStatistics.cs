namespace GiftGrab;

/// <summary>What became of every frame: <c>Received = Encoded + Skipped + Dropped + Waiting</c>.</summary>
/// <param name="Received">Frames that came.</param>
/// <param name="Encoded">Frames that were encoded. Where a section has several files, those of its first one.</param>
/// <param name="Skipped">Frames that were not wanted: the recorder was stopped or paused, or the file had reached its limit.</param>
/// <param name="Dropped">Frames that were wanted and lost: at a full queue, or behind a failure.</param>
/// <param name="Waiting">Frames on their way to the encoder.</param>
public readonly record struct RecorderStatistics(long Received, long Encoded, long Skipped, long Dropped, long Waiting)
{
    /// <summary>Frames that the source's card made while something was recorded, and that this machine did not fetch in time: they never came,
    /// and are in no other count.</summary>
    public long Missed { get; init; }
}
