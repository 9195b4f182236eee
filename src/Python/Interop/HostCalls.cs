namespace GiftGrab.Interop;

/// <summary>Counts the calls into the host that run, and ends them for good before the host takes its functions away.</summary>
/// <remarks>Threads of the library outlive the host's interpreter: a call that begins after its end jumps to freed memory.</remarks>
internal static class HostCalls
{
    private const int Closed = 1 << 30;
    private static int _state;

    /// <summary>Announces a call, which <see cref="End"/> follows.</summary>
    /// <returns>Whether the host may be called; where not, <see cref="End"/> does not follow.</returns>
    public static bool TryBegin()
    {
        if ((Interlocked.Increment(ref _state) & Closed) == 0)
        {
            return true;
        }

        End();
        return false;
    }

    public static void End() => Interlocked.Decrement(ref _state);

    /// <summary>Lets no further call begin.</summary>
    /// <param name="timeout">How long to wait for those that run.</param>
    /// <returns>Whether none runs any more.</returns>
    public static bool Close(TimeSpan timeout)
    {
        Interlocked.Or(ref _state, Closed);
        return SpinWait.SpinUntil(() => Volatile.Read(ref _state) == Closed, timeout);
    }
}
