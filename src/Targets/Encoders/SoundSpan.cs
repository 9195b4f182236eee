namespace GiftGrab;

/// <summary>Which sound is recorded, and at which time.</summary>
/// <param name="Shift">Added to the times of the blocks, in nanoseconds.</param>
/// <param name="Begin">When the recording begins, in nanoseconds after the shift: sound before it is cut off, and where the sound begins later there
/// is silence; <see langword="null"/>: with the first block.</param>
/// <param name="End">When it ends, in nanoseconds after the shift; <see langword="null"/>: with the last block.</param>
internal readonly record struct SoundSpan(long Shift, long? Begin, long? End)
{
    /// <summary>The part of a block that is recorded.</summary>
    /// <param name="block">The block.</param>
    /// <param name="time">When its first sample that is recorded is heard, in nanoseconds.</param>
    /// <returns>The first sample of each channel, and how many; none where all of it is cut off.</returns>
    public (int From, int Count) Cut(AudioFrame block, out long time)
    {
        time = block.Timestamp + Shift;
        int from = Begin > time ? Samples(Begin.Value - time, block) : 0;
        int end = End is { } last ? Samples(Math.Max(0, last - time), block) : block.SampleCount;
        time += from * 1_000_000_000L / block.SampleRate;
        return (from, Math.Max(0, end - from));
    }

    private static int Samples(long nanoseconds, AudioFrame block) =>
        (int)Math.Min(block.SampleCount, Rescale.Nearest(nanoseconds, block.SampleRate, 1_000_000_000));
}
