using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LevelMeterTests : LeakChecked
{
    [Theory]
    [InlineData("s16")]
    [InlineData("s16p")]
    [InlineData("s32")]
    [InlineData("flt")]
    [InlineData("fltp")]
    [InlineData("dbl")]
    public void Level_OfASineOfHalfScale_IsItsPeakAndRms(string format)
    {
        var meter = new LevelMeter();

        Listen(meter, format, 0.5);

        Assert.Equal(-6.02, meter.Level!.Value.Peak, 0.05);
        Assert.Equal(-9.03, meter.Level.Value.Rms, 0.05);
    }

    [Fact]
    public void Level_OfSilence_IsTheLowest()
    {
        var meter = new LevelMeter();

        Listen(meter, "s16", 0);

        Assert.Equal(new SoundLevel(SoundLevel.Silence, SoundLevel.Silence), meter.Level);
        Assert.Equal("peak -144.0 dBFS, RMS -144.0 dBFS", meter.Level.ToString());
    }

    [Fact]
    public void Level_BeforeAnInterval_IsNotKnown()
    {
        var meter = new LevelMeter(TimeSpan.FromSeconds(1));

        Listen(meter, "s16", 0.5);

        Assert.Null(meter.Level);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Create_WithAnIntervalThatIsNone_IsRefused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevelMeter(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.5, 2.0, 0, true)]
    [InlineData(0.5, 0.9, 0, false)]
    [InlineData(0.001, 2.0, 0, false)]
    [InlineData(0.5, 2.0, 0.001, true)]
    [InlineData(0.5, 2.0, 0.1, false)]
    public void SilenceDetector_AfterSound_FindsSilenceOfTheHold(double loud, double quietSeconds, double quiet, bool found)
    {
        var detector = new SilenceDetector(new SilenceLimit { Hold = TimeSpan.FromSeconds(1) });

        for (int i = 0; i < 10; i++)
        {
            Each(loud, "s16", detector.Add);
        }

        Assert.False(detector.IsReached);
        for (int i = 0; i < quietSeconds * 10; i++)
        {
            Each(quiet, "s16", detector.Add);
        }

        Assert.Equal(found, detector.IsReached);
    }

    [Theory]
    [InlineData(0.001, -50)]
    [InlineData(1, 1)]
    [InlineData(1, -121)]
    [InlineData(1, double.NaN)]
    public void SilenceLimit_OutOfRange_IsRefused(double hold, double level) =>
        Assert.Throws<VideoTargetException>(() => new SilenceLimit { Hold = TimeSpan.FromSeconds(hold), Level = level }.Check());

    private static void Listen(LevelMeter meter, string format, double amplitude) => Each(amplitude, format, meter.OnNext);

    /// <summary>A tenth of a second of a tone.</summary>
    private static void Each(double amplitude, string format, Action<AudioFrame> use)
    {
        using AudioFrame block = AudioFrame.Create(new AudioFormat(48_000, 2, format), 4_800);
        block.Duration = 100_000_000;
        bool planar = format.EndsWith('p');
        for (int plane = 0; plane < (planar ? 2 : 1); plane++)
        {
            for (int i = 0; i < 4_800 * (planar ? 1 : 2); i++)
            {
                Write(block.Bytes(plane), format.TrimEnd('p'), i, amplitude * Math.Sin(2 * Math.PI * 1000 * (planar ? i : i / 2) / 48_000));
            }
        }

        use(block);
    }

    private static void Write(Span<byte> bytes, string format, int i, double value)
    {
        switch (format)
        {
            case "s16":
                MemoryMarshal.Cast<byte, short>(bytes)[i] = (short)Math.Round(value * 32_767);
                break;
            case "s32":
                MemoryMarshal.Cast<byte, int>(bytes)[i] = (int)Math.Round(value * int.MaxValue);
                break;
            case "flt":
                MemoryMarshal.Cast<byte, float>(bytes)[i] = (float)value;
                break;
            default:
                MemoryMarshal.Cast<byte, double>(bytes)[i] = value;
                break;
        }
    }
}
