namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class VideoEncoderTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);

    public static TheoryData<Codec> Codecs => [.. Enum.GetValues<Codec>()];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void OnNext_EveryCodec_GivesAPacketForEachFrameAtItsTime(Codec codec)
    {
        using var encoder = new VideoEncoder(codec, Thirty);

        PacketLog log = EncoderRun.Encode(encoder, 20);

        Assert.True(log.IsCompleted);
        Assert.Equal(20, log.Packets.Count);
        long[] times = [.. log.Packets.Select(packet => packet.Time).Order()];
        Assert.All(times.Index(), time => Assert.InRange(time.Item - Thirty.TimeOf(time.Index), -20_000, 20_000));
        Assert.All(log.Packets, packet => Assert.Equal(
            packet.Time / 1e9 * 30, (packet.CaptureTime - DateTime.UnixEpoch).TotalSeconds, 0.01));
        Assert.True(log.Packets[0].IsKey);
        Assert.Equal(20, encoder.Statistics.Frames);
        Assert.Equal(20, encoder.Statistics.Packets);
        Assert.Equal(20 * 1_000_000_000L / 30, encoder.Statistics.Duration, 100_000.0);
    }

    [Theory]
    [InlineData(Codec.H264)]
    [InlineData(Codec.Hevc)]
    [InlineData(Codec.Xvid)]
    [InlineData(Codec.Vp9)]
    public void RequestKeyFrame_WhileRunning_NextFrameIsKey(Codec codec)
    {
        using var encoder = new VideoEncoder(codec, Thirty, new VideoEncoderOptions { GopLength = 1000, Threads = 1 });

        PacketLog log = EncoderRun.Encode(encoder, 60, before: i =>
        {
            if (i == 47)
            {
                encoder.RequestKeyFrame();
            }
        });

        long[] keys = [.. log.Packets.Where(packet => packet.IsKey).Select(packet => (long)Math.Round(packet.Time * 30 / 1e9))];
        Assert.Equal([0, 47], keys);
    }

    [Fact]
    public void OnNext_FrameThatAsksForAKey_IsKey()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { GopLength = 1000 });

        PacketLog log = EncoderRun.Encode(encoder, 30, picture: i =>
        {
            VideoFrame frame = EncoderRun.Picture(i);
            frame.IsKeyFrameRequested = i == 20;
            return frame;
        });

        Assert.Equal(2, log.Packets.Count(packet => packet.IsKey));
    }

    [Theory]
    [InlineData(Codec.H264)]
    [InlineData(Codec.Hevc)]
    [InlineData(Codec.Xvid)]
    [InlineData(Codec.Av1)]
    public void OnNext_GopOfFifteen_KeyEveryFifteen(Codec codec)
    {
        using var encoder = new VideoEncoder(codec, Thirty, new VideoEncoderOptions { GopLength = 15 });

        PacketLog log = EncoderRun.Encode(encoder, 60, picture: i => EncoderRun.Picture(0, timestamp: Thirty.TimeOf(i)));

        long[] keys = [.. log.Packets.Where(packet => packet.IsKey).Select(packet => (long)Math.Round(packet.Time * 30 / 1e9))];
        Assert.Equal([0, 15, 30, 45], keys);
    }

    [Fact]
    public void OnNext_SizeChanges_FailsNamingBothAndTellsObservers()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        var log = new PacketLog();
        encoder.Attach(log);
        using VideoFrame small = EncoderRun.Picture(0);
        using VideoFrame large = EncoderRun.Picture(1, 128, 64);
        encoder.OnNext(small);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(large));

        Assert.Contains("64x64", error.Message, StringComparison.Ordinal);
        Assert.Contains("128x64", error.Message, StringComparison.Ordinal);
        Assert.Same(error, log.Error);
    }

    [Fact]
    public void OnNext_SizeChangesWhereOneIsGiven_PicturesAreScaledToIt()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Size = (96, 64) });

        PacketLog log = EncoderRun.Encode(encoder, 10, picture: number => EncoderRun.Picture(number, number < 5 ? 64 : 128, 64));

        Assert.Null(log.Error);
        Assert.Equal(10, encoder.Statistics.Packets);
    }

    [Fact]
    public void OnNext_EqualAndBackwardTimes_StayInOrderAndAreCounted()
    {
        long[] times = [0, 0, 10_000_000, 5_000_000, 20_000_000];
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);

        PacketLog log = EncoderRun.Encode(encoder, times.Length, picture: i => EncoderRun.Picture(i, timestamp: times[i]));

        Assert.Equal(times.Length, log.Packets.Select(packet => packet.Time).Distinct().Count());
        Assert.Equal(2, encoder.Statistics.AdjustedTimestamps);
    }

    [Fact]
    public void OnNext_HoleInVariableTime_IsKept()
    {
        long[] times = [0, 33_333_333, 3_000_000_000];
        using var encoder = new VideoEncoder(Codec.H264, Thirty);

        PacketLog log = EncoderRun.Encode(encoder, 3, picture: i => EncoderRun.Picture(i, timestamp: times[i]));

        Assert.All(log.Packets.OrderBy(packet => packet.Time).Index(), pair => Assert.InRange(pair.Item.Time - times[pair.Index], -20_000, 20_000));
    }

    [Fact]
    public void OnNext_ConstantTiming_RepeatsAndSkipsAndCounts()
    {
        // Half the rate for a second, then twice the rate for a second.
        long[] times = [.. Enumerable.Range(0, 15).Select(i => i * 66_666_667L), .. Enumerable.Range(0, 60).Select(i => 1_000_000_000 + (i * 16_666_667L))];
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty, new VideoEncoderOptions { Timing = FrameTiming.Constant });

        PacketLog log = EncoderRun.Encode(encoder, times.Length, picture: i => EncoderRun.Picture(i, timestamp: times[i]));

        Assert.InRange(log.Packets.Count, 59, 61);
        Assert.All(log.Packets.Index(), pair => Assert.InRange(pair.Item.Time - Thirty.TimeOf(pair.Index), -20_000, 20_000));
        EncoderStatistics counts = encoder.Statistics;
        Assert.Equal(75, counts.Frames);
        Assert.Equal(counts.Packets, counts.Frames - counts.SkippedFrames + counts.RepeatedFrames);
        Assert.InRange(counts.RepeatedFrames, 14, 16);
        Assert.InRange(counts.SkippedFrames, 29, 31);
    }

    /// <summary>ffmpeg's fps filter makes as many.</summary>
    [Theory]
    [InlineData("12", 60)]
    [InlineData("15", 75)]
    [InlineData("20", 100)]
    [InlineData("24", 120)]
    [InlineData("25", 125)]
    [InlineData("29.97", 150)]
    [InlineData("50", 250)]
    [InlineData("60", 300)]
    [InlineData("144", 720)]
    public void OnNext_FiveSecondsAtAnotherConstantRate_LastAsLong(string rate, int expected)
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, FrameRate.Parse(rate), new VideoEncoderOptions { Timing = FrameTiming.Constant });

        PacketLog log = EncoderRun.Encode(encoder, 150, picture: i =>
        {
            VideoFrame picture = EncoderRun.Picture(i, timestamp: Thirty.TimeOf(i));
            picture.Duration = Thirty.TimeOf(1);
            return picture;
        });

        Assert.Equal(expected, log.Packets.Count);
    }

    [Fact]
    public void OnNext_ConstantTimingAcrossALongHole_FillsIt()
    {
        long[] times = [.. Enumerable.Range(0, 60).Select(i => Thirty.TimeOf(i < 30 ? i : i + 300))];
        using var encoder = new VideoEncoder(
            Codec.H264, Thirty, new VideoEncoderOptions { Timing = FrameTiming.Constant, Preset = "ultrafast" });

        PacketLog log = EncoderRun.Encode(encoder, times.Length, picture: i => EncoderRun.Picture(i, timestamp: times[i]));

        Assert.Equal(360, log.Packets.Count);
        Assert.Equal(300, encoder.Statistics.RepeatedFrames);
    }

    [Fact]
    public void Plan_NtscRate_CountsItExactly()
    {
        var rate = new FrameRate(30000, 1001);
        using var encoder = new VideoEncoder(Codec.Xvid, rate);

        PacketLog log = EncoderRun.Encode(encoder, 300, picture: i => EncoderRun.Picture(i, timestamp: rate.TimeOf(i)));

        Assert.Equal(60000, encoder.Stream!.TimeBase.den);
        Assert.All(log.Packets.Index(), pair => Assert.InRange(pair.Item.Time - rate.TimeOf(pair.Index), -1, 1));
    }

    [Fact]
    public void Plan_Default_TellsWhatIsInEffect()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty);
        EncoderRun.Encode(encoder, 1, picture: i => EncoderRun.Picture(i, format: PixelFormat.Bgra));

        VideoEncoderPlan plan = encoder.Plan!;

        Assert.Equal("libx264", plan.Encoder);
        Assert.Equal(PixelFormat.Bgra, plan.SourceFormat);
        Assert.Equal(PixelFormat.I420, plan.PixelFormat);
        Assert.Equal("quality 23", plan.RateControl);
        Assert.False(plan.IsLossless);
        Assert.Contains("-c:v libx264 -pix_fmt yuv420p -r 30", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("-crf 23", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithQuality_None_KeepsTheLast()
    {
        VideoEncoderOptions low = new VideoEncoderOptions().WithQuality(QualityPreset.VeryLow);
        VideoEncoderOptions high = low.WithQuality(QualityPreset.High);

        Assert.Equal(high, high.WithQuality(null));
        Assert.True(Size(high.WithQuality(null)) == Size(high) && Size(high) > Size(low));

        static long Size(VideoEncoderOptions options)
        {
            using var encoder = new VideoEncoder(Codec.H264, Thirty, options);
            EncoderRun.Encode(encoder, 20);
            return encoder.Statistics.Bytes;
        }
    }

    [Fact]
    public void OnNext_ManyFrames_AllocatesNothingManaged()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using VideoFrame frame = EncoderRun.Picture(0);
        void Send(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                frame.Timestamp = Thirty.TimeOf(i);
                encoder.OnNext(frame);
            }
        }

        Send(0, 200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Send(200, 500);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        encoder.OnCompleted();
    }
}
