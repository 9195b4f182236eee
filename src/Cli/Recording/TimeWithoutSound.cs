namespace GiftGrab.Cli;

/// <summary>Ends a recording of live sound by the clock, where the sound that would end it does not come.</summary>
/// <param name="longest">How long the recording lasts at most; <see langword="null"/>: without limit.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeWithoutSound(TimeSpan? longest, TimeProvider time)
{
    /// <summary>How much later than its time a recording ends: sound that was heard in time may still be under way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private long _begin = time.GetTimestamp();
    private bool _hasBegun;

    /// <summary>Whether the recording's time is over, and no sound comes that would say so. Called every now and then.</summary>
    /// <param name="state">Where the source is in its life; <see langword="null"/> where it is not live.</param>
    public bool IsOver(LiveState? state)
    {
        if (state == LiveState.Running && !_hasBegun)
        {
            _hasBegun = true;
            _begin = time.GetTimestamp();
        }

        return state is LiveState.Lost or LiveState.Reconnecting && time.GetElapsedTime(_begin) >= longest + Grace;
    }
}
