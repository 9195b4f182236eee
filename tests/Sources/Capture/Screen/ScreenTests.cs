namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class ScreenTests : LeakChecked
{
    [XServerFact]
    public void Create_OfARegion_GivesItsPixelsExactly()
    {
        using var server = new XServer(320, 240);
        server.Fill(10, 20, 1, 1, 0xFF8040);
        server.Fill(73, 67, 1, 1, 0x2060A0);
        using VideoSource screen = VideoSourceFactory.Create($"screen:{server.Display}+10,20@30,size=64x48,cursor=off");
        int first = 0, last = 0, others = 0;

        Run(screen, 1, frame =>
        {
            ReadOnlySpan<byte> pixels = frame.GetPlane(0);
            first = PixelAt(pixels, 0);
            last = PixelAt(pixels, (47 * frame.GetStride(0)) + (63 * 4));
            others = Enumerable.Range(1, 62).Sum(column => PixelAt(frame.GetPlane(0), column * 4));
        });

        Assert.Equal((64, 48, new FrameRate(30)), (screen.Width, screen.Height, screen.FrameRate));
        Assert.True(screen.IsLive);
        Assert.Equal((0xFF8040, 0x2060A0, 0), (first, last, others));
    }

    [XServerTheory]
    [InlineData("", 160, 120)]
    [InlineData("+150,100,size=64x48", 10, 20)]
    [InlineData("+150,100,size=64x48,cursor=off", -1, -1)]
    [InlineData(",cursor=off", -1, -1)]
    public void Run_WithAndWithoutThePointer_HasItInEachPictureOrNone(string part, int x, int y)
    {
        using var server = new XServer(320, 240);
        server.ShowPointer();
        using VideoSource screen = VideoSourceFactory.Create($"screen:{server.Display}{part}");
        List<(int X, int Y)> seen = [];

        Run(screen, 5, frame => seen.Add(FirstRedPixel(frame)));

        Assert.Equal(Enumerable.Repeat((x, y), 5), seen);
    }

    [XServerFact]
    public void Create_OfAScreenThatTheServerHasNot_SaysThatTheServerAnswers()
    {
        using var server = new XServer(64, 48);

        var refusal = Assert.Throws<DeviceNotFoundException>(() => VideoSourceFactory.Create($"screen:{server.Display}.3"));

        Assert.Contains($"the X server {server.Display} answers, and has no screen 3", refusal.Message, StringComparison.Ordinal);
    }

    [XServerFact]
    public void Run_WhileThePictureChanges_NeitherSkipsNorTurnsBack()
    {
        using var server = new XServer(640, 480);
        using VideoSource screen = VideoSourceFactory.Create($"screen:{server.Display}@50,cursor=off");
        List<int> numbers = [];
        server.Show(1);

        // What is shown next is shown once this frame is read, so each captured frame has the number shown last, or the one before.
        Run(screen, 40, frame =>
        {
            int number = XServer.NumberIn(frame);
            numbers.Add(number);
            server.Show(number + 1);
        });

        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.InRange(pair.Second, pair.First, pair.First + 1));
        Assert.True(numbers[^1] >= 20, $"Only {numbers[^1]} pictures were seen.");
    }

    [XServerFact]
    public void Run_ForSomeFrames_CountsTheirTimes()
    {
        using var server = new XServer(64, 64);
        using VideoSource screen = VideoSourceFactory.Create($"screen:{server.Display}@100");
        List<(long Number, long Timestamp, long Arrival)> frames = [];

        Run(screen, 10, frame => frames.Add((frame.Number, frame.Timestamp, frame.ArrivalTimestamp)));

        Assert.Equal(Enumerable.Range(0, 10).Select(number => (long)number), frames.Select(frame => frame.Number));
        Assert.Equal(0, frames[0].Timestamp);
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(pair.Second.Timestamp > pair.First.Timestamp && pair.Second.Arrival > pair.First.Arrival));
    }

    [XServerTheory]
    [InlineData("+100,100@30,size=256x256", "256x256 at 100,100", "320x240")]
    [InlineData("+-1,0@30,size=16x16", "16x16 at -1,0", "320x240")]
    [InlineData("+320,0", "320,0", "320x240")]
    public void Create_OfARegionThatIsNotThere_NamesBothSizes(string region, params string[] words)
    {
        using var server = new XServer(320, 240);

        var refusal = Assert.Throws<VideoSourceException>(() => VideoSourceFactory.Create($"screen:{server.Display}{region}"));

        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }

    [XServerFact]
    public void Create_OfAScreenThatIsNotThere_NamesThoseThatAre()
    {
        using var server = new XServer(64, 64);

        var refusal = Assert.Throws<DeviceNotFoundException>(() => VideoSourceFactory.Create("screen::9999"));

        Assert.Contains(":9999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(server.Display, refusal.Message, StringComparison.Ordinal);
    }

    [XServerFact]
    public void Run_WhereTheServerEnds_IsLostWithAReason()
    {
        using var server = new XServer(64, 64);
        using VideoSource screen = VideoSourceFactory.Create(
            $"screen:{server.Display}@50", new SourceOptions { Live = new LiveOptions { ReconnectLimit = TimeSpan.Zero } });
        var collector = new FrameCollector(onNext: frame =>
        {
            if (frame.Number == 3)
            {
                server.Kill();
            }
        });

        screen.Attach(collector);
        screen.Start();
        collector.WaitForEnd();

        Assert.IsType<DeviceOfflineException>(collector.Error);
        Assert.Contains(server.Display, collector.Error.Message, StringComparison.Ordinal);
    }

    /// <summary>Looks at so many frames on the source's thread.</summary>
    internal static void Run(VideoSource source, int count, Action<VideoFrame> look)
    {
        var collector = new FrameCollector(onNext: frame =>
        {
            if (frame.Number < count)
            {
                look(frame);
            }

            if (frame.Number == count - 1)
            {
                source.Stop(TimeSpan.Zero);
            }
        });
        source.Attach(collector, DeliveryOptions.Inline);
        source.Start();
        collector.WaitForEnd();
        Assert.Null(collector.Error);
    }

    private static (int X, int Y) FirstRedPixel(VideoFrame frame)
    {
        ReadOnlySpan<byte> pixels = frame.GetPlane(0);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                if (PixelAt(pixels, (y * frame.GetStride(0)) + (x * 4)) == 0xFF0000)
                {
                    return (x, y);
                }
            }
        }

        return (-1, -1);
    }

    private static int PixelAt(ReadOnlySpan<byte> pixels, int at) => pixels[at] | (pixels[at + 1] << 8) | (pixels[at + 2] << 16);
}
