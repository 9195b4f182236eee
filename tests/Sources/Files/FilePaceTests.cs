namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class FilePaceTests : LeakChecked
{
    [Fact]
    public void Read_RealTimeOfAVariableRate_FramesComeAtTheirOwnTimes()
    {
        var clock = new FakeTimeProvider();
        using FileReader reader = Open(Clips.VariableRate, Pace.RealTime, clock);

        FrameCollector seen = Play(reader, clock, 60);

        Assert.True(reader.IsLive);
        Assert.All(seen.Frames, frame => Assert.InRange(
            (frame.CaptureTime - clock.Start.UtcDateTime).TotalMilliseconds - (frame.Timestamp / 1e6), 0, 1));
    }

    [Theory]
    [InlineData("60")]
    [InlineData("7.5")]
    [InlineData("30000/1001")]
    public void Read_PacedAtARate_FramesComeAtItAndKeepTheirTimes(string text)
    {
        FrameRate rate = FrameRate.Parse(text);
        var clock = new FakeTimeProvider();
        using FileReader reader = Open(Clips.Short, Pace.At(rate), clock);

        FrameCollector seen = Play(reader, clock, 30);

        Assert.All(seen.Frames, frame => Assert.InRange(
            (frame.CaptureTime - clock.Start.UtcDateTime).TotalMilliseconds - (rate.TimeOf(frame.Number) / 1e6), 0, 1));
        Assert.Equal(seen.Frames.Select(frame => new FrameRate(30).TimeOf(frame.Number)), seen.Frames.Select(frame => frame.Timestamp));
    }

    [Fact]
    public void Stop_WhileItWaitsForTheNextFrame_EndsAtOnce()
    {
        var clock = new FakeTimeProvider();
        using FileReader reader = Open(Clips.Short, Pace.RealTime, clock);
        var collector = new FrameCollector();
        reader.Attach(collector);
        reader.Start();
        clock.WaitForTimer();

        Assert.True(reader.Stop());

        Assert.True(collector.IsCompleted);
        Assert.Single(collector.Frames);
    }

    [Fact]
    public async Task GetFrame_WhileRunning_IsTheNextFrame()
    {
        var clock = new FakeTimeProvider();
        using FileReader reader = Open(Clips.Short, Pace.RealTime, clock);
        Assert.Throws<VideoSourceException>(() => reader.GetFrame());
        reader.Start();
        clock.WaitForTimer();
        using var asked = new CancellationTokenSource();
        Task running = Task.Run(() => Drive(clock, asked.Token));

        using VideoFrame first = reader.GetFrame();
        using VideoFrame second = reader.GetFrame();

        await asked.CancelAsync();
        await running;
        Assert.True(second.Number > first.Number);
        Assert.Equal((320, 240), (first.Width, first.Height));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("fast")]
    public void Parse_NoPace_NamesItAndWhatIsAllowed(string text) => Assert.Equal(
        $"The pace \"{text}\" is not usable; allowed are off, real, or a frame rate above 0 and at most {FrameRate.Maximum}.",
        Assert.Throws<FormatException>(() => Pace.Parse(text)).Message);

    private static FileReader Open(string path, Pace pace, TimeProvider clock) =>
        VideoSourceFactory.CreateFileReader(path, new FileReaderOptions { Pace = pace, TimeProvider = clock });

    private static FrameCollector Play(FileReader reader, FakeTimeProvider clock, int frames)
    {
        using var ended = new CancellationTokenSource();
        var collector = new FrameCollector(onNext: frame =>
        {
            if (frame.Number == frames - 1)
            {
                ended.Cancel();
            }
        });
        reader.Attach(collector);
        reader.Start();
        Drive(clock, ended.Token);
        collector.WaitForEnd();
        Assert.Equal(frames, collector.Frames.Count);
        return collector;
    }

    // A millisecond at a time, and only while somebody waits for it.
    private static void Drive(FakeTimeProvider clock, CancellationToken ended)
    {
        while (clock.WaitForTimer(ended))
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }
}
