namespace GiftGrab.Tests.Control;

/// <summary>A source of small pictures that tell their number, whose frames come when the test says so.</summary>
internal sealed class ManualPictures(bool isLive = false, int rate = 30) : MediaSource<VideoFrame>("pictures")
{
    private readonly FrameRate _rate = new(rate);

    public override bool IsLive => isLive;

    /// <summary>The number of the next frame.</summary>
    public int Next { get; private set; }

    /// <summary>Frames after this one come so much later.</summary>
    public long Delay { get; set; }

    /// <summary>How many frames the card has missed before each one that comes.</summary>
    public long Missed { get; set; }

    /// <summary>What a frame looks like in a lossless file.</summary>
    public static string HashOf(int number)
    {
        using VideoFrame frame = EncoderRun.Picture(number);
        return FrameHash.Of(frame);
    }

    public void Emit(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            using VideoFrame frame = EncoderRun.Picture(Next, timestamp: _rate.TimeOf(Next) + Delay);
            frame.Duration = _rate.TimeOf(1);
            frame.MissedFrames = Missed;
            Next++;
            Publish(frame);
        }
    }

    public void End() => Complete();

    public void Break(Exception error) => Fail(error);
}

/// <summary>A source of sound whose every sample tells its own number.</summary>
internal sealed class ManualSound() : AudioSource("sound")
{
    public const int Rate = 48_000;
    private const int Block = 1_024;
    private long _next;

    public override AudioFormat Format { get; } = new(Rate, 1, "s16");

    /// <summary>Gives sound up to a time of the source.</summary>
    public void EmitUntil(double seconds)
    {
        while (_next < seconds * Rate)
        {
            using var block = AudioFrame.Create(Format, Block);
            block.Timestamp = _next * 1_000_000_000 / Rate;
            Span<short> samples = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(block.Bytes(0));
            for (int i = 0; i < Block; i++)
            {
                samples[i] = ValueAt(_next + i);
            }

            _next += Block;
            Publish(block);
        }
    }

    /// <summary>Never 0, which is silence; the same again only after more than a second.</summary>
    public static short ValueAt(long sample) => (short)((sample % 65_521) - 32_760 is 0 ? 1 : (sample % 65_521) - 32_760);

    public void End() => Complete();
}
