using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

/// <summary>Collects sound of 16 bits, and measures how much of it is a tone.</summary>
internal sealed class Tone : IObserver<AudioFrame>
{
    private readonly Lock _gate = new();
    private readonly List<short> _left = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _wanted;
    private int _rate;

    /// <param name="wanted">Samples after which <see cref="WaitForEnough"/> returns.</param>
    public Tone(int wanted) => _wanted = wanted;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _left.Count;
            }
        }
    }

    /// <summary>Waits until enough was heard.</summary>
    public void WaitForEnough() => Assert.True(_enough.Task.Wait(TimeSpan.FromSeconds(30)), $"Only {Count} of {_wanted} samples came.");

    /// <summary>The frequency in hertz by its zero crossings, of the loud part of the newest samples.</summary>
    public double Frequency(int newest)
    {
        lock (_gate)
        {
            return FrequencyOf(CollectionsMarshal.AsSpan(_left)[^newest..], _rate);
        }
    }

    /// <summary>The frequency in hertz of samples by their upward zero crossings.</summary>
    public static double FrequencyOf(ReadOnlySpan<short> samples, int rate)
    {
        int first = -1, last = -1, crossings = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            if (samples[i - 1] < 0 && samples[i] >= 0)
            {
                first = first < 0 ? i : first;
                last = i;
                crossings++;
            }
        }

        return crossings < 2 ? 0 : (crossings - 1) * (double)rate / (last - first);
    }

    public void OnNext(AudioFrame value)
    {
        lock (_gate)
        {
            _rate = value.SampleRate;
            ReadOnlySpan<short> samples = MemoryMarshal.Cast<byte, short>(value.GetPlane(0));
            for (int i = 0; i < samples.Length; i += value.Channels)
            {
                _left.Add(samples[i]);
            }

            if (_left.Count >= _wanted)
            {
                _enough.TrySetResult();
            }
        }
    }

    public void OnCompleted() => _enough.TrySetException(new InvalidOperationException("The sound ended early."));

    public void OnError(Exception error) => _enough.TrySetException(error);
}
