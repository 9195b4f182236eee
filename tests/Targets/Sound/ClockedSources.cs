namespace GiftGrab.Tests;

/// <summary>Live pictures, ten a second, that tell where they lie on the monotonic clock.</summary>
internal sealed class ClockedPictures() : MediaSource<VideoFrame>("pictures"), IDisposable
{
    /// <summary>Where sources begin that say nothing else.</summary>
    public const long Origin = 1_000_000_000_000;

    public override bool IsLive => true;

    public void Give(int first, int count)
    {
        for (int number = first; number < first + count; number++)
        {
            Give(number);
        }
    }

    public void Give(int number, long origin = Origin)
    {
        using VideoFrame frame = VideoFrame.Create(64, 48, PixelFormat.I420);
        frame.Number = number;
        frame.Timestamp = number * 100_000_000L;
        frame.Duration = 100_000_000;
        frame.ClockOrigin = origin;
        Publish(frame);
    }

    public void End() => Complete();

    public void Dispose() => End();
}

/// <summary>Live sound that tells where it lies on the monotonic clock: silence for a second, a tone for a tenth of one, silence.</summary>
internal sealed class ClockedSound() : AudioSource("sound"), ILossy, IDisposable
{
    /// <summary>The loss that it is in.</summary>
    public SourceGap? PresentLoss { get; set; }

    /// <summary>Those that it was in.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; set; } = [];

    private static readonly AudioFormat Sampled = new(48_000, 1, "s16");

    public override AudioFormat Format => Sampled;

    public override bool IsLive => true;

    public void Give(int first, int count)
    {
        for (int number = first; number < first + count; number++)
        {
            Give(number);
        }
    }

    /// <summary>Gives 50 ms.</summary>
    public void Give(int number, long origin = ClockedPictures.Origin)
    {
        using AudioFrame block = AudioFrame.Create(Sampled, 2_400);
        Span<short> samples = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(block.Bytes(0));
        for (int i = 0; i < samples.Length && number is 20 or 21; i++)
        {
            samples[i] = (short)(10_000 * Math.Cos(2 * Math.PI * 1000 * i / 48_000));
        }

        block.Number = number;
        block.Timestamp = number * 50_000_000L;
        block.Duration = 50_000_000;
        block.ClockOrigin = origin;
        Deliver(block);
    }

    /// <summary>Gives 50 ms of another rate.</summary>
    public void GiveOtherwise(int number)
    {
        using AudioFrame block = AudioFrame.Create(Sampled with { SampleRate = 44_100 }, 2_205);
        block.Number = number;
        block.Timestamp = number * 50_000_000L;
        block.Duration = 50_000_000;
        block.ClockOrigin = ClockedPictures.Origin;
        Deliver(block);
    }

    public void End() => Complete();

    public void Dispose() => End();
}
