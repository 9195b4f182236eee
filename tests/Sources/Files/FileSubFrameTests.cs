namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class FileSubFrameTests : LeakChecked
{
    // Each pixel's value is its column plus its row, so that a part tells where it was cut from.
    private static string Slope => Clips.Make(
        "slope.mkv", "-f", "lavfi", "-i", "color=s=120x100:r=30:d=20,format=gray,geq=lum='X+Y'", "-c:v", "ffv1", "-pix_fmt", "gray");

    [Fact]
    public async Task SetSubFrame_FromManyThreads_EveryFrameIsOneOfTheParts()
    {
        (int X, int Y, int Width, int Height)[] parts = [(10, 3, 50, 40), (7, 31, 64, 22), (60, 50, 60, 50)];
        using FileReader reader = VideoSourceFactory.CreateFileReader(Slope);
        using var ended = new CancellationTokenSource();
        Task[] changers = [.. parts.Select(part => Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                reader.SetSubFrame(part.X, part.Y, part.Width, part.Height);
                reader.GetFullFrame();
            }
        }))];
        var seen = new List<(int Width, int Height, int First, int Last)>();

        FrameCollector end = FrameCollector.Run(reader, onNext: frame => seen.Add(Describe(frame)));
        await ended.CancelAsync();
        await Task.WhenAll(changers);

        Assert.Null(end.Error);
        Assert.Equal(600, seen.Count);
        var allowed = parts.Append((X: 0, Y: 0, Width: 120, Height: 100))
            .Select(part => (part.Width, part.Height, part.X + part.Y, part.X + part.Y + part.Width + part.Height - 2));
        Assert.Empty(seen.Distinct().Except(allowed));
    }

    [Fact]
    public void SetSubFrame_BeforeAndWhileRunning_TakesEffectWithTheNextFrame()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Slope);
        reader.SetSubFrame(10, 20, 30, 40);
        Assert.Equal((30, 40), (reader.Width, reader.Height));
        var seen = new List<(int, int, int, int)>();

        FrameCollector.Run(reader, onNext: frame =>
        {
            seen.Add(Describe(frame));
            (frame.Number == 1 ? reader.GetFullFrame : (Action)(() => { }))();
        });

        Assert.Equal([(30, 40, 30, 98), (30, 40, 30, 98), (120, 100, 0, 218)], seen.Take(3));
        Assert.Equal((120, 100), (reader.Width, reader.Height));
    }

    [Theory]
    [InlineData(0, 0, 321, 10, "The part 0,0 321x10 is not inside the picture of 320x240.")]
    [InlineData(-2, 0, 20, 10, "The part -2,0 20x10 is not inside the picture of 320x240.")]
    [InlineData(0, 0, 0, 10, "The part 0,0 0x10 is not inside the picture of 320x240.")]
    [InlineData(int.MaxValue, 0, int.MaxValue, 10, "The part 2147483647,0 2147483647x10 is not inside the picture of 320x240.")]
    [InlineData(3, 0, 20, 10, "The part 3,0 20x10 begins between chroma samples; in yuv420p the column must be a multiple of 2 and the row of 2.")]
    public void SetSubFrame_NotPossible_SaysWhy(int x, int y, int width, int height, string message)
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.Short);

        Assert.Equal(message, Assert.Throws<VideoSourceException>(() => reader.SetSubFrame(x, y, width, height)).Message);
    }

    [Fact]
    public void Read_PartNoLongerInside_EndsWithASentenceThatNamesBoth()
    {
        using var folder = new TemporaryFolder();
        string large = Clips.Make("large.ts", "-f", "lavfi", "-i", "testsrc2=s=640x480:r=30:d=1", "-c:v", "libx264", "-bf", "0");
        string small = Clips.Make("small.ts", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx264", "-bf", "0");
        File.WriteAllBytes(folder["both.ts"], [.. File.ReadAllBytes(large), .. File.ReadAllBytes(small)]);
        using FileReader reader = VideoSourceFactory.CreateFileReader(folder["both.ts"]);
        reader.SetSubFrame(400, 300, 100, 100);

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(30, seen.Frames.Count);
        Assert.Equal("The part 400,300 100x100 is not inside the picture of 320x240.", seen.Error!.Message);
    }

    private static (int Width, int Height, int First, int Last) Describe(VideoFrame frame) =>
        (frame.Width, frame.Height, frame.GetPlane(0)[0], frame.GetPlane(0)[^1]);
}
