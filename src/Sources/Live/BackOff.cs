namespace GiftGrab;

/// <summary>Waits that double from one attempt to the next, up to a limit.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _next;
    private TimeSpan _last;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _next ?? first;
        _next = wait > longest / 2 ? longest : wait * 2;
        return _last = wait;
    }

    /// <summary>An attempt succeeded. Where it held for as long as it had been waited for, the next wait is the first again; else the
    /// other side ends at once what it accepts, and is not to be asked without end.</summary>
    /// <param name="held">From connecting to the loss.</param>
    public void Held(TimeSpan held) => _next = held >= _last ? null : _next;
}
