namespace GiftGrab;

/// <summary>Waits that double from one attempt to the next, up to a limit.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _next;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _next ?? first;
        _next = wait > longest / 2 ? longest : wait * 2;
        return wait;
    }

    /// <summary>An attempt succeeded: the next wait is the first again.</summary>
    public void Reset() => _next = null;
}
