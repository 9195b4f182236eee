namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class FileReaderTests : LeakChecked
{
    public static TheoryData<string, string[]> Codecs => new()
    {
        { "mpeg2.ts", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "mpeg2video", "-bf", "2", "-q:v", "4"] },
        { "vp9.webm", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"] },
        { "xvid.avi", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "mpeg4", "-bf", "2", "-vtag", "XVID"] },
        { "hevc.mov", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"] },
        { "ten.mkv", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx264", "-pix_fmt", "yuv420p10le"] },
        { "raw.avi", ["-f", "lavfi", "-i", "testsrc2=s=322x242:r=30:d=1", "-c:v", "rawvideo", "-pix_fmt", "bgr24"] },
        { "open.mp4", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=3", "-c:v", "libx264", "-bf", "5", "-b_strategy", "0", "-x264-params", "open-gop=1:keyint=20"] },
        { "elementary.h264", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "libx264", "-bf", "2"] },
        { "elementary.hevc", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"] },
        { "raw.y4m", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=24000/1001:d=1", "-pix_fmt", "yuv420p"] },
        { "low.avi", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=7.5:d=2", "-c:v", "mjpeg"] },
        { "ntsc.mkv", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30000/1001:d=2", "-c:v", "libx264"] },
        { "program.mpg", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "mpeg1video", "-bf", "2"] },
        { "flash.flv", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "flv"] },
        { "windows.wmv", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "wmv2"] },
        { "animated.gif", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1"] },
        { "prores.mov", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "prores_ks"] },
        { "broadcast.mxf", ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-c:v", "mpeg2video"] },
    };

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_AnyCodec_FramesEqualFFmpegs(string name, string[] recipe) => AssertEqualsFFmpeg(Clips.Make(name, recipe));

    [Fact]
    public void Read_H264WithBFrames_FramesEqualFFmpegs() => AssertEqualsFFmpeg(Clips.H264);

    [Fact]
    public void Read_ExactRgb_FramesEqualFFmpegs() => AssertEqualsFFmpeg(Clips.Rgb);

    [Fact]
    public void Read_Gray16_FramesEqualFFmpegs() => AssertEqualsFFmpeg(Clips.Gray16);

    [Fact]
    public void Read_OddSize_FramesEqualFFmpegs() => AssertEqualsFFmpeg(Clips.Odd);

    [Fact]
    public void Read_VariableRate_TimesEqualTheFiles()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.VariableRate);

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(Ffmpeg.FrameTimes(Clips.VariableRate), seen.Frames.Select(frame => Math.Round(frame.Timestamp / 1e9, 6)));
        Assert.Equal(967_000_000, seen.Frames[29].Timestamp);
        Assert.Equal(3_000_000_000, seen.Frames[30].Timestamp);
    }

    [Fact]
    public void Properties_OfAFile_EqualFfprobes()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264);

        string[] expected = Ffmpeg.ProbeVideo(Clips.H264, "width", "height", "pix_fmt", "r_frame_rate");
        Assert.Equal(expected, new[] { $"{reader.Width}", $"{reader.Height}", reader.Format.Name, $"{reader.FrameRate}/1" });
        Assert.Null(reader.Audio);
        Assert.False(reader.IsLive);
    }

    [Fact]
    public void Read_ConvertedFormat_DeliversIt()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.Short, new FileReaderOptions { Format = PixelFormat.Bgra });

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(30, seen.Frames.Count);
        Assert.All(seen.Frames, frame => Assert.Equal(PixelFormat.Bgra, frame.Format));
        Assert.Equal(Enumerable.Range(0, 30).Select(number => (long)number), seen.Frames.Select(frame => frame.Number));
    }

    [Fact]
    public void Read_SizeChangesMidStream_FramesCarryTheirOwn()
    {
        using var folder = new TemporaryFolder();
        string small = Clips.Make("small.ts", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx264", "-bf", "0");
        string large = Clips.Make("large.ts", "-f", "lavfi", "-i", "testsrc2=s=640x480:r=30:d=1", "-c:v", "libx264", "-bf", "0");
        File.WriteAllBytes(folder["both.ts"], [.. File.ReadAllBytes(small), .. File.ReadAllBytes(large)]);
        using FileReader reader = VideoSourceFactory.CreateFileReader(folder["both.ts"]);

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(60, seen.Frames.Count);
        Assert.Equal([(320, 240), (640, 480)], seen.Frames.Select(frame => (frame.Width, frame.Height)).Distinct());
        Assert.Equal(seen.Frames.Select(frame => frame.Timestamp).Order(), seen.Frames.Select(frame => frame.Timestamp));
        Assert.Equal((640, 480), (reader.Width, reader.Height));
    }

    [Fact]
    public void Stop_WhileRunning_EndsTheStream()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264);
        var collector = new FrameCollector(onNext: frame => _ = frame.Number == 20 && reader.Stop());
        reader.Attach(collector);

        reader.Start();
        collector.WaitForEnd();

        Assert.True(collector.IsCompleted);
        Assert.Equal(21, collector.Frames.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(299)]
    public void Dispose_FromInsideAnObserver_EndsTheStream(long number)
    {
        FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264);

        FrameCollector seen = FrameCollector.Run(reader, onNext: frame =>
        {
            if (frame.Number == number)
            {
                reader.Dispose();
            }
        });

        Assert.True(seen.IsCompleted);
        Assert.Equal(number + 1, seen.Frames.Count);
        reader.Dispose();
    }

    [Fact]
    public void Dispose_NeverStarted_CompletesAndMayBeRepeated()
    {
        FileReader reader = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        var collector = new FrameCollector();
        reader.Attach(collector);

        reader.Dispose();
        reader.Dispose();

        Assert.True(collector.IsCompleted);
        Assert.Empty(collector.Frames);
    }

    [Fact]
    public void Read_HardwareAuto_SameFramesAndSaysWhoDecodes()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264, new FileReaderOptions { Hardware = HardwareAcceleration.Auto });

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(300, seen.Frames.Count);
        Assert.Equal(reader.Hardware == HardwareAcceleration.Off, reader.HardwareFallbackReason is not null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Read_AnyNumberOfThreads_FramesEqualFFmpegs(int threads)
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264, new FileReaderOptions { DecoderThreads = threads });

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), FrameCollector.Run(reader, hashes: true).Frames.Select(frame => frame.Hash));
    }

    [Fact]
    public void Create_TooManyThreads_NamesThemAndTheRange() => Assert.StartsWith(
        "65 decoder threads are not possible; allowed are 1 to 64, or 0",
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSourceFactory.CreateFileReader(Clips.Short, new FileReaderOptions { DecoderThreads = 65 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Name_WithColonBlanksQuotesAndUmlauts_IsRead()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(Directory.CreateDirectory(folder["a b % \"ü\""]).FullName, "tcp: ä '%04d.mp4");
        File.Copy(Clips.Short, path);
        using VideoSource reader = VideoSourceFactory.Create(path);

        Assert.Equal(30, FrameCollector.Run(reader).Frames.Count);
    }

    private static void AssertEqualsFFmpeg(string path)
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(path);

        FrameCollector seen = FrameCollector.Run(reader, hashes: true);

        Assert.Null(seen.Error);
        Assert.Equal(Ffmpeg.FrameHashes(path), seen.Frames.Select(frame => frame.Hash));
        Assert.Equal(0, reader.DamagedPackets);
        AssertTimes(Ffmpeg.FrameTimes(path), reader.FrameRate, seen.Frames);
    }

    // Where the file gives no time, the rate does.
    private static void AssertTimes(double[] expected, FrameRate rate, List<FrameCollector.Seen> seen)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double time = double.IsNaN(expected[i]) ? rate.TimeOf(i) / 1e9 : expected[i] - expected[0];
            Assert.Equal(time, seen[i].Timestamp / 1e9, 2e-6);
        }
    }
}
