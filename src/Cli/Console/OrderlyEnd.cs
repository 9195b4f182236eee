namespace GiftGrab.Cli;

/// <summary>
/// Has a command end in time after a signal, even where the thread that does all else waits for somebody who reads neither
/// standard output nor error.
/// </summary>
/// <param name="wake">Wakes the thread that does all else, which calls <see cref="Notice"/> and ends the command.</param>
/// <param name="stop">Ends the work itself, where that thread does not come to it.</param>
/// <param name="isDone">Whether the work is done.</param>
internal sealed class OrderlyEnd(Action wake, Action stop, Func<bool> isDone)
{
    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(8);
    private readonly ManualResetEventSlim _noticed = new();
    private readonly ManualResetEventSlim _ended = new();

    /// <summary>Called once, on the signal's own thread; returns when the command is at its end, or ends the process.</summary>
    public void Begin()
    {
        wake();
        if (!_noticed.Wait(LongestTelling) && !_ended.IsSet)
        {
            stop();
            SpinWait.SpinUntil(isDone, LongestWork);
        }

        if (!_ended.Wait(_noticed.IsSet ? LongestEnd : LongestTelling))
        {
            ProcessEnd.Exit(ExitCode.Interrupted);
        }
    }

    /// <summary>The thread that does all else knows of the signal, and ends the work.</summary>
    public void Notice() => _noticed.Set();

    /// <summary>All is done and told.</summary>
    public void Complete() => _ended.Set();
}
