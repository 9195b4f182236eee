namespace GiftGrab;

/// <summary>Makes sound a little longer or shorter, so that a sound card whose clock is not quite right stays with the pictures.</summary>
/// <remarks>Sound passes untouched until it is off by <see cref="Tolerance"/>; from then on it is resampled.</remarks>
internal sealed class DriftCorrector : IDisposable
{
    /// <summary>In nanoseconds; a viewer notices from about 45 ms on (ITU-R BT.1359).</summary>
    public const long Tolerance = 5_000_000;

    // A fifth of a hundredth, 3.5 cents: no ear hears it, and no crystal is off by a tenth of it.
    private const double LargestStretch = 0.002;
    private Resampler? _resampler;
    private long _untilNext;

    /// <summary>Corrects a block.</summary>
    /// <param name="block">It stays the caller's.</param>
    /// <param name="format">How it is sampled.</param>
    /// <param name="late">How much later than where it would now be put the block really was, in nanoseconds.</param>
    /// <returns>The block itself, or one to deliver instead; the caller disposes that.</returns>
    public AudioFrame Correct(AudioFrame block, AudioFormat format, long late)
    {
        if (_resampler is null)
        {
            if (Math.Abs(late) < Tolerance)
            {
                return block;
            }

            _resampler = new Resampler(block, format, isAdjustable: true);
        }

        if (_untilNext <= 0)
        {
            // Twice as long as until the next time: where it ends the resampler would hold back samples.
            double samples = Math.Clamp(late / 1e9, -LargestStretch, LargestStretch) * format.SampleRate;
            _resampler.Stretch((int)Math.Round(2 * samples), 2 * format.SampleRate);
            _untilNext = format.SampleRate;
        }

        _untilNext -= block.SampleCount;
        _resampler.Add(block);
        AudioFrame corrected = AudioFrame.Create(format, block.SampleCount + (int)(block.SampleCount * LargestStretch) + 2);
        corrected.SetSampleCount(_resampler.Take(corrected, 0, isLast: false));
        return corrected;
    }

    /// <summary>Forgets what waits: what comes next does not follow it.</summary>
    public void Reset()
    {
        _resampler?.Dispose();
        _resampler = null;
        _untilNext = 0;
    }

    public void Dispose() => Reset();
}
