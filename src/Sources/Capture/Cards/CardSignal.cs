using Microsoft.Win32.SafeHandles;

namespace GiftGrab;

/// <summary>Whether a card has a signal, as far as its driver tells.</summary>
/// <remarks>Drivers that never told of a signal are not believed that there is none: a card that gives pictures is worth more than its word.</remarks>
/// <param name="name">The card, for messages.</param>
/// <param name="device">What is asked; it becomes this one's.</param>
/// <param name="ask">Asks the driver; <see langword="null"/> where it does not say.</param>
/// <param name="before">What the connection before this one knew.</param>
/// <param name="time">The time between two questions.</param>
internal sealed class CardSignal(string name, IDisposable device, Func<bool?> ask, CardSignal? before, TimeProvider time) : IDisposable
{
    /// <summary>The time between two questions: some drivers ask the card's chip, over a slow bus.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private bool _hasBeenThere = before?._hasBeenThere ?? false;
    private bool _isTold;
    private long? _asked;

    /// <summary>Whether there is one, or the driver is not to be believed.</summary>
    public bool IsThere { get; private set; } = true;

    /// <summary>Opens a Video4Linux node for questions alone; <see langword="null"/> where it may be opened but once.</summary>
    public static CardSignal? Open(string node, CardSignal? before)
    {
        try
        {
            SafeFileHandle device = Video4Linux.Open(node);
            return new CardSignal(node, device, () => Video4Linux.HasSignal(device), before, TimeProvider.System);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Asks, where that is due.</summary>
    public void Look()
    {
        long now = time.GetTimestamp();
        if (_asked is { } asked && time.GetElapsedTime(asked, now) < Interval)
        {
            return;
        }

        _asked = now;
        bool? answer = ask();
        _hasBeenThere |= answer == true;
        IsThere = answer != false || !_hasBeenThere;
        if (answer == false && IsThere && !_isTold)
        {
            _isTold = true;
            SourcesLog.NeverHadSignal(GiftGrabLog.Logger, name);
        }
    }

    public void Dispose() => device.Dispose();
}
