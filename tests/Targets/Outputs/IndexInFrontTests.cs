namespace GiftGrab.Tests.Outputs;

/// <summary>An MP4 of a length that is known, or long, gets its index into the room in front of it; others are copied.</summary>
[Collection("frames")]
public sealed class IndexInFrontTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    public async Task FileOutput_OfKnownLength_GetsItsIndexWithoutBeingCopied(string name)
    {
        await Record(Clips.FlashAndBeep, name, new FileOutputOptions { ExpectedDuration = TimeSpan.FromSeconds(10) });
        await Record(Clips.FlashAndBeep, "copied-" + name, new FileOutputOptions());

        Assert.True(Mp4.IsFinishedInPlace(_folder[name]));
        Assert.False(Mp4.IsFinishedInPlace(_folder["copied-" + name]));
        Assert.Equal(Contents(_folder["copied-" + name]), Contents(_folder[name]));
        Assert.Equal(Ffmpeg.FrameHashes(Clips.FlashAndBeep), Ffmpeg.FrameHashes(_folder[name]));
    }

    [Fact]
    public async Task FileOutput_OfKnownLength_NeedsNoSpaceForACopy()
    {
        var options = new FileOutputOptions
        {
            ExpectedDuration = TimeSpan.FromSeconds(10),
            MinimumFreeSpace = 1000,
            FreeSpaceOf = _ => () => 60_000,
        };

        await Record(Clips.FlashAndBeep, "x.mp4", options);
        await Record(Clips.FlashAndBeep, "y.mp4", options with { ExpectedDuration = null });

        Assert.True(Mp4.IsFinishedInPlace(_folder["x.mp4"]));
        Assert.Contains("moof", Mp4.Boxes(_folder["y.mp4"]).Select(box => box.Type));
    }

    [Fact]
    public async Task FileOutput_LongAndOfUnknownLength_GetsItsIndexWithoutBeingCopied()
    {
        string large = Clips.Make(
            "large.mp4", "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=30,noise=alls=60:allf=t", "-frames:v", "30", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "1");

        await Record(large, "x.mp4", new FileOutputOptions());

        Assert.InRange(new FileInfo(_folder["x.mp4"]).Length, 67_000_000, int.MaxValue);
        Assert.True(Mp4.IsFinishedInPlace(_folder["x.mp4"]));
        Assert.Equal(Ffmpeg.FrameHashes(large), Ffmpeg.FrameHashes(_folder["x.mp4"]));
    }

    [Theory]
    [InlineData(5, null, true)]
    [InlineData(null, 0.5, true)]
    [InlineData(null, null, false)]
    public async Task VideoTarget_WithALimit_GetsItsIndexWithoutBeingCopied(int? frames, double? seconds, bool inPlace)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Short);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["x.mp4"], source.FrameRate, new VideoTargetOptions
        {
            MaxFrames = frames,
            MaxDuration = seconds is { } most ? TimeSpan.FromSeconds(most) : null,
        });
        source.Attach(target);
        source.Start();
        await target.Completion;

        Assert.Equal(inPlace, Mp4.IsFinishedInPlace(_folder["x.mp4"]));
    }

    [Fact]
    public async Task FileOutput_LongerThanExpected_IsCopied()
    {
        string many = Clips.Make(
            "many.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=30", "-frames:v", "4000", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p");

        await Record(many, "x.mp4", new FileOutputOptions { ExpectedDuration = TimeSpan.FromSeconds(10) });

        Assert.False(Mp4.IsFinishedInPlace(_folder["x.mp4"]));
        Assert.DoesNotContain("moof", Mp4.Boxes(_folder["x.mp4"]).Select(box => box.Type));
        Assert.Equal(Ffmpeg.FrameHashes(many), Ffmpeg.FrameHashes(_folder["x.mp4"]));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task FileOutput_MuchShorterThanExpected_LeavesNoRoomInItsFile(int hours)
    {
        await Record(Clips.H264, "x.mp4", new FileOutputOptions { ExpectedDuration = TimeSpan.FromHours(hours) });

        Assert.InRange(new FileInfo(_folder["x.mp4"]).Length, 1, 2 * new FileInfo(Clips.H264).Length);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Ffmpeg.FrameHashes(_folder["x.mp4"]));
    }

    [Fact]
    public async Task FileOutput_KilledWhileItGetsItsIndex_HasAllPictures()
    {
        int writes = 0;
        var states = new Dictionary<int, string>();
        void Keep()
        {
            string copy = _folder[$"killed-{++writes}.mp4"];
            if (File.Exists(_folder["x.mp4"]))
            {
                File.Copy(_folder["x.mp4"], copy);
                states[writes] = copy;
            }
        }

        await Record(
            Clips.FlashAndBeep, "x.mp4", new FileOutputOptions { ExpectedDuration = TimeSpan.FromSeconds(10) }, file => new FailingStream(file, int.MaxValue, Keep));

        // What came before the index, then its own four writes; the last one makes it visible.
        string[] expected = Ffmpeg.FrameHashes(Clips.FlashAndBeep);
        Assert.All(Enumerable.Range(writes - 4, 5), write => Assert.Equal(expected, Ffmpeg.FrameHashes(states[write])));
        Assert.All(Enumerable.Range(writes - 4, 4), write => Assert.False(Mp4.IsFinishedInPlace(states[write])));
        Assert.True(Mp4.IsFinishedInPlace(states[writes]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task FileOutput_WriteOfItsIndexFails_IsCopied(int fromTheEnd)
    {
        var options = new FileOutputOptions { ExpectedDuration = TimeSpan.FromSeconds(10) };
        FailingStream? counted = null;
        await Record(Clips.FlashAndBeep, "counted.mp4", options, file => counted = new FailingStream(file, int.MaxValue));

        await Record(Clips.FlashAndBeep, "x.mp4", options, file => new FailingStream(file, counted!.Writes + 1 - fromTheEnd));

        Assert.False(Mp4.IsFinishedInPlace(_folder["x.mp4"]));
        Assert.Equal(Contents(_folder["counted.mp4"]), Contents(_folder["x.mp4"]));
    }

    protected override void Release() => _folder.Dispose();

    private async Task Record(string clip, string name, FileOutputOptions options, Func<Stream, Stream>? wrap = null)
    {
        using var packets = new PacketClip(clip);
        using var output = new FileOutput(_folder[name], Containers.FromPath(name), options, wrap ?? (file => file));
        packets.Attach(output);
        packets.Play();
        await output.Completion;
    }

    /// <summary>What ffprobe says of a file, stream by stream, of all but places and sizes.</summary>
    private static string[] Contents(string path) =>
    [
        .. Ffmpeg.Probe("-show_streams", "-show_format", path).Split('\n').Where(line => !IsOfTheFile(line)),
        .. Ffmpeg.Probe("-select_streams", "v", "-show_packets", "-show_data_hash", "md5", path).Split('\n').Where(line => !IsOfTheFile(line)),
        .. Ffmpeg.Probe("-select_streams", "a", "-show_packets", "-show_data_hash", "md5", path).Split('\n').Where(line => !IsOfTheFile(line)),
    ];

    private static bool IsOfTheFile(string line) =>
        Array.Exists(["pos=", "filename=", "size=", "bit_rate="], name => line.StartsWith(name, StringComparison.Ordinal));
}
