namespace GiftGrab;

/// <summary>When sound really was, from times that waver: how blocks arrive says little each, but much together.</summary>
/// <remarks>A delay-locked loop of second order: F. Adriaensen, "Using a DLL to filter time", Linux Audio Conference 2005.
/// Its bandwidth begins wide, to settle soon, and narrows with time.</remarks>
internal sealed class SoundClock
{
    private const double FirstBandwidth = 0.5;
    private const double Bandwidth = 0.02;
    private double _next;
    private double _elapsed;

    /// <summary>How long the clock of the sound takes for a second, in seconds of the process's clock: above 1 where it is slow.</summary>
    public double Rate { get; private set; } = 1;

    /// <summary>Begins anew with a block.</summary>
    /// <param name="time">Its time, in nanoseconds.</param>
    public void Reset(long time)
    {
        _next = time;
        _elapsed = 0;
        Rate = 1;
    }

    /// <summary>How far a block's time is from where it should be, in nanoseconds.</summary>
    public long ErrorOf(long time) => (long)(time - _next);

    /// <summary>Passes over a block whose time says nothing.</summary>
    /// <param name="duration">How long it lasts by its count of samples, in nanoseconds.</param>
    public void Skip(long duration) => _next += duration * Rate;

    /// <summary>Takes the next block.</summary>
    /// <param name="time">Its time as measured, in nanoseconds.</param>
    /// <param name="duration">How long it lasts by its count of samples, in nanoseconds.</param>
    /// <returns>Its time without the wavering, in nanoseconds.</returns>
    public long Filter(long time, long duration)
    {
        double seconds = duration / 1e9;
        double omega = 2 * Math.PI * Math.Max(Bandwidth, FirstBandwidth / (1 + _elapsed)) * seconds;
        double error = time - _next;
        double filtered = _next + (Math.Sqrt(2) * omega * error);
        Rate += omega * omega * error / duration;
        _next = filtered + (duration * Rate);
        _elapsed += seconds;
        return (long)filtered;
    }
}
