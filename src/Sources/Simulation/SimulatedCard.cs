namespace GiftGrab;

/// <summary>A frame grabber that is not there: paints a test pattern, and loses signal, size or itself on command.</summary>
/// <remarks>
/// <para>Open it with <see cref="VideoSourceFactory.Open(SimulatedCard, SourceOptions)"/>; every program and test for cards runs on
/// one. A card runs as a real one does, whether it is read or not: <see cref="PatternReader"/> reads from a frame how many the card
/// has made, and numbers that are missing were not captured.</para>
/// <para>Every member may be called from any thread, at any time.</para>
/// </remarks>
public sealed class SimulatedCard
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<SimulatedEvent> _events;
    private readonly FrameRate _rate;
    private long? _start;
    private bool _isPlugged = true;
    private bool _hasSignal = true;
    private TimeSpan _pausedUntil;
    private (int Width, int Height) _size;

    /// <summary>Makes a card.</summary>
    /// <param name="options">What it delivers; <see langword="null"/>: 1280x720 at 30 frames a second.</param>
    /// <exception cref="VideoSourceException">An option is out of its range.</exception>
    public SimulatedCard(SimulatedCardOptions? options = null)
    {
        Options = options ?? new SimulatedCardOptions();
        Options.Check();
        _time = Options.TimeProvider;
        _rate = Options.FrameRate;
        _size = (Options.Width, Options.Height);
        _events = new Queue<SimulatedEvent>(Options.Events.OrderBy(one => one.At));
    }

    /// <summary>What it was made to deliver.</summary>
    public SimulatedCardOptions Options { get; }

    /// <summary>How many connections to it are open.</summary>
    public int Connections { get; private set; }

    /// <summary>Pulls it out: reading and connecting fail.</summary>
    public void Unplug() => Happen(new SimulatedEvent(default, SimulatedEventKind.Unplug));

    /// <summary>Puts it back.</summary>
    public void Replug() => Happen(new SimulatedEvent(default, SimulatedEventKind.Replug));

    /// <summary>Takes the picture from its cable; the card still answers.</summary>
    public void LoseSignal() => Happen(new SimulatedEvent(default, SimulatedEventKind.SignalLoss));

    /// <summary>Gives the picture back.</summary>
    public void RestoreSignal() => Happen(new SimulatedEvent(default, SimulatedEventKind.SignalReturn));

    /// <summary>Changes the size of its pictures.</summary>
    /// <param name="width">Columns; the range of <see cref="SimulatedCardOptions.Width"/>.</param>
    /// <param name="height">Rows; the range of <see cref="SimulatedCardOptions.Height"/>.</param>
    /// <exception cref="VideoSourceException">The size is not possible.</exception>
    public void ChangeFormat(int width, int height)
    {
        (Options with { Width = width, Height = height }).Check();
        Happen(new SimulatedEvent(default, SimulatedEventKind.FormatChange) { Size = (width, height) });
    }

    /// <summary>Gives nothing for a while.</summary>
    /// <param name="duration">How long, from now.</param>
    public void Pause(TimeSpan duration) => Happen(new SimulatedEvent(default, SimulatedEventKind.Pause) { Duration = duration });

    /// <summary>Counts a connection, or takes one from the count.</summary>
    /// <exception cref="DeviceOfflineException">The card is pulled out.</exception>
    internal void Connect(int count)
    {
        lock (_gate)
        {
            LetHappen();
            RequirePlugged(count > 0);
            Connections += count;
        }
    }

    /// <summary>What the card shows now.</summary>
    /// <returns>The number of the newest frame, whether there is a picture, and a signal at all, the card's time, and the picture's size.</returns>
    /// <exception cref="DeviceOfflineException">The card is pulled out.</exception>
    internal (long Number, bool HasPicture, bool HasSignal, TimeSpan Time, int Width, int Height) Look()
    {
        lock (_gate)
        {
            _start ??= _time.GetTimestamp();
            LetHappen();
            RequirePlugged(true);
            TimeSpan now = Now;
            long number = Rescale.Down(now.Ticks, _rate.Numerator, _rate.Denominator * TimeSpan.TicksPerSecond);

            // The time of a frame is rounded; where it comes to lie behind its number it is due already.
            number += _rate.TimeOf(number + 1) / 100 <= now.Ticks ? 1 : 0;
            return (number, _hasSignal && now >= _pausedUntil, _hasSignal, now, _size.Width, _size.Height);
        }
    }

    private TimeSpan Now => _start is { } start ? _time.GetElapsedTime(start) : TimeSpan.Zero;

    private void RequirePlugged(bool required)
    {
        if (required && !_isPlugged)
        {
            throw new DeviceOfflineException($"The card {Options.Name} is not plugged in.");
        }
    }

    private void Happen(SimulatedEvent one)
    {
        lock (_gate)
        {
            Apply(one);
        }
    }

    private void LetHappen()
    {
        while (_start is not null && _events.TryPeek(out SimulatedEvent? next) && next.At <= Now)
        {
            Apply(_events.Dequeue());
        }
    }

    private void Apply(SimulatedEvent one)
    {
        switch (one.Kind)
        {
            case SimulatedEventKind.Unplug:
                _isPlugged = false;
                break;
            case SimulatedEventKind.Replug:
                _isPlugged = true;
                break;
            case SimulatedEventKind.SignalLoss:
                _hasSignal = false;
                break;
            case SimulatedEventKind.SignalReturn:
                _hasSignal = true;
                break;
            case SimulatedEventKind.FormatChange:
                _size = one.Size;
                break;
            default:
                _pausedUntil = Now + one.Duration;
                break;
        }
    }
}
