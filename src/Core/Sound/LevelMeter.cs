namespace GiftGrab;

/// <summary>Measures how loud sound is: attach it to any source of sound and read <see cref="Level"/>.</summary>
/// <remarks>Costs microseconds a block and allocates nothing; attach it inline. <see cref="Level"/> may be read from any thread.</remarks>
public sealed class LevelMeter : IObserver<AudioFrame>
{
    private readonly Lock _gate = new();
    private readonly long _interval;
    private SoundSum _sum;
    private long _begin = long.MinValue;
    private SoundLevel? _level;

    /// <summary>Creates a meter.</summary>
    /// <param name="interval">The sound that one value is of, 1 ms to 1 minute; <see langword="null"/>: 100 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is out of its range.</exception>
    public LevelMeter(TimeSpan? interval = null)
    {
        TimeSpan asked = interval ?? TimeSpan.FromMilliseconds(100);
        if (asked < TimeSpan.FromMilliseconds(1) || asked > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(interval), asked, $"A level over {asked.TotalSeconds} s is not possible; allowed is 1 ms to 1 minute.");
        }

        _interval = asked.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>The level of the newest whole interval; <see langword="null"/> before the first has passed.</summary>
    public SoundLevel? Level
    {
        get
        {
            lock (_gate)
            {
                return _level;
            }
        }
    }

    /// <inheritdoc/>
    public void OnNext(AudioFrame value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_begin == long.MinValue)
            {
                _begin = value.Timestamp;
            }

            _sum.Add(value, 0, value.SampleCount);
            if (value.Timestamp + value.Duration - _begin >= _interval)
            {
                _level = _sum.Level;
                _sum = default;
                _begin = value.Timestamp + value.Duration;
            }
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }
}
