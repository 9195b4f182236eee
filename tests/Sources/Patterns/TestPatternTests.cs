using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class TestPatternTests : LeakChecked
{
    [Theory]
    [InlineData(1280, 720, "yuv420p")]
    [InlineData(96, 64, "yuv420p")]
    [InlineData(321, 241, "bgra")]
    [InlineData(1920, 1080, "nv12")]
    [InlineData(640, 480, "uyvy422")]
    [InlineData(640, 480, "gray16le")]
    [InlineData(640, 480, "yuv420p10le")]
    public void Frames_AnySizeAndFormat_DifferAndTellTheirNumber(int width, int height, string format)
    {
        var numbers = new List<long>();
        var times = new List<TimeSpan>();
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = width,
            Height = height,
            Format = PixelFormat.Parse(format),
            FrameCount = 40,
            Pace = Pace.AsFast,
        });

        FrameCollector seen = FrameCollector.Run(pattern, hashes: true, frame =>
        {
            Assert.True(PatternReader.TryRead(frame, out long number, out TimeSpan time));
            numbers.Add(number);
            times.Add(time);
        });

        Assert.Null(seen.Error);
        Assert.Equal(40, seen.Frames.Select(frame => frame.Hash).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 40).Select(number => (long)number), numbers);
        Assert.Equal(seen.Frames.Select(frame => frame.Timestamp / 1000), times.Select(time => (long)time.TotalMicroseconds));
        Assert.All(seen.Frames, frame => Assert.Equal((width, height, format), (frame.Width, frame.Height, frame.Format.Name)));
    }

    [Fact]
    public void Beep_AfterSixtyHours_IsStillOnItsTime()
    {
        const long sixtyHours = 60 * 3600 * 1_000_000_000L;

        using AudioFrame block = PatternBeep.Create(sixtyHours, sixtyHours + 1_000_000_000)!;

        Assert.Equal((sixtyHours, 48_000), (block.Timestamp, block.SampleCount));
    }

    [Fact]
    public void Number_AfterLossyEncodingAndScaling_IsRead()
    {
        using var folder = new TemporaryFolder();
        using (TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 640,
            Height = 480,
            FrameCount = 30,
            Pace = Pace.AsFast,
        }))
        using (FileStream raw = File.Create(folder["raw.yuv"]))
        {
            FrameCollector.Run(pattern, onNext: frame => WritePlanes(raw, frame));
        }

        Ffmpeg.Run(
            "-f", "rawvideo", "-s", "640x480", "-r", "30", "-i", folder["raw.yuv"],
            "-vf", "scale=320:240", "-c:v", "libx264", "-crf", "40", folder["lossy.mp4"]);
        var numbers = new List<long>();
        using FileReader reader = VideoSourceFactory.CreateFileReader(folder["lossy.mp4"]);
        FrameCollector.Run(reader, onNext: frame =>
        {
            Assert.True(PatternReader.TryRead(frame, out long number, out _));
            numbers.Add(number);
        });

        Assert.Equal(Enumerable.Range(0, 30).Select(number => (long)number), numbers);
    }

    [Fact]
    public void TryRead_OtherPicture_SaysNo()
    {
        using VideoFrame frame = VideoFrame.Create(320, 240, PixelFormat.Gray8);
        frame.GetWritablePlane(0).Fill(100);

        Assert.False(PatternReader.TryRead(frame, out _, out _));
    }

    [Theory]
    [InlineData("30")]
    [InlineData("30000/1001")]
    [InlineData("7.5")]
    public void FlashAndBeep_AtEachSecond_BeginTogether(string rate)
    {
        FrameRate frameRate = FrameRate.Parse(rate);
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 320,
            Height = 240,
            FrameRate = frameRate,
            FrameCount = (long)(4 * frameRate.FramesPerSecond),
            Pace = Pace.AsFast,
            HasSound = true,
        });
        var flashes = new List<long>();
        var sound = new SampleCollector();
        pattern.Audio!.Attach(sound);
        bool wasLit = false;

        FrameCollector.Run(pattern, onNext: frame =>
        {
            bool isLit = LampLuma(frame) > 200;
            if (isLit && !wasLit)
            {
                flashes.Add(frame.Timestamp);
            }

            wasLit = isLit;
        });

        long[] beeps = [.. sound.Onsets()];
        Assert.Equal(4, flashes.Count);
        Assert.Equal([0, 48000, 96000, 144000], beeps);
        Assert.All(flashes.Zip(beeps), pair => Assert.InRange(pair.First - (pair.Second * 1_000_000_000 / 48000), 0, frameRate.TimeOf(1)));
        Assert.True(sound.IsContiguous);
        Assert.True(sound.IsCompleted);
    }

    [Fact]
    public void Live_OnAClock_FramesComeAtTheirTimes()
    {
        var clock = new FakeTimeProvider();
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 96,
            Height = 64,
            FrameRate = new FrameRate(50),
            FrameCount = 10,
            TimeProvider = clock,
        });
        var collector = new FrameCollector();
        pattern.Attach(collector);
        pattern.Start();
        for (int i = 1; i < 10; i++)
        {
            clock.WaitForTimer();
            clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        collector.WaitForEnd();

        Assert.True(pattern.IsLive);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(number => clock.Start.UtcDateTime.AddMilliseconds(20 * number)),
            collector.Frames.Select(frame => frame.CaptureTime));
    }

    [Fact]
    public void SetSubFrame_WhileRunning_CropsFromTheNextFrameOn()
    {
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions { Width = 320, Height = 240, FrameCount = 3, Pace = Pace.AsFast });
        FrameCollector seen = FrameCollector.Run(pattern, onNext: frame =>
        {
            if (frame.Number == 0)
            {
                pattern.SetSubFrame(16, 8, 101, 51);
            }
            else
            {
                pattern.GetFullFrame();
            }
        });

        Assert.Equal([(320, 240), (101, 51), (320, 240)], seen.Frames.Select(frame => (frame.Width, frame.Height)));
    }

    [Theory]
    [InlineData(95, 64)]
    [InlineData(96, 63)]
    [InlineData(20000, 64)]
    public void Create_SizeOutOfRange_NamesItAndTheRange(int width, int height)
    {
        VideoSourceException error = Assert.Throws<VideoSourceException>(
            () => VideoSourceFactory.CreateTestPattern(new TestPatternOptions { Width = width, Height = height }));

        Assert.Equal($"A test pattern of {width}x{height} is not possible; allowed are 96x64 to 16384x16384.", error.Message);
    }

    private static int LampLuma(VideoFrame frame)
    {
        // The lamp is in the middle of the bars, which are the upper three fifths; the ball may be over its centre.
        var layout = new PatternLayout(frame.Width, frame.Height);
        ReadOnlySpan<byte> luma = frame.GetPlane(0);
        int stride = frame.GetStride(0);
        int corner = luma[((layout.LampY + 1) * stride) + layout.LampX + 1];
        int opposite = luma[((layout.LampY + layout.LampHeight - 2) * stride) + layout.LampX + layout.LampWidth - 2];
        return Math.Min(corner, opposite);
    }

    private static void WritePlanes(Stream stream, VideoFrame frame)
    {
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            for (int row = 0; row < frame.Native.PlaneRows(plane); row++)
            {
                stream.Write(frame.GetPlane(plane).Slice(row * frame.GetStride(plane), frame.Native.PlaneRowBytes(plane)));
            }
        }
    }

    private sealed class SampleCollector : IObserver<AudioFrame>
    {
        private readonly List<short> _samples = [];

        public bool IsContiguous { get; private set; } = true;

        public bool IsCompleted { get; private set; }

        public IEnumerable<long> Onsets()
        {
            int silent = 1000;
            for (int i = 0; i < _samples.Count; i++)
            {
                bool begins = silent >= 1000 && i + 1 < _samples.Count && _samples[i + 1] != 0;
                silent = _samples[i] == 0 ? silent + 1 : 0;
                if (begins)
                {
                    silent = 0;
                    yield return i;
                }
            }
        }

        public void OnNext(AudioFrame value)
        {
            IsContiguous &= value.Timestamp == (long)_samples.Count * 1_000_000_000 / 48000;
            _samples.AddRange(MemoryMarshal.Cast<byte, short>(value.GetPlane(0)));
        }

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error)
        {
        }
    }
}
