namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class FailedWriteTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => ["x.mp4", "x.mkv", "x.avi", "x.ts", "x.h264"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FileOutput_NthWriteFails_GivesAnErrorWithThePathAndKeepsWhatWasWritten(string name)
    {
        int failed = 0;
        for (int n = 1; n <= 50; n++)
        {
            string path = _folder[$"{n}-{name}"];
            FailingStream? stream = null;
            using var clip = new PacketClip(Clips.FlashAndBeep, audio: !name.EndsWith(".h264", StringComparison.Ordinal));
            using var output = new FileOutput(path, Containers.FromPath(path), new FileOutputOptions(), file => stream = new FailingStream(file, n));
            int events = 0;
            output.Failed += (_, _) => events++;
            clip.Attach(output);

            clip.Play();

            Assert.True(output.Completion.IsCompleted);
            if (!stream!.HasFailed)
            {
                await output.Completion;
                Assert.Equal(0, events);
                continue;
            }

            failed++;
            Assert.Equal(1, events);
            var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
            Assert.Equal($"{path} cannot be written: no space left on device.", error.Message);
            if (n % 6 == 5 && File.Exists(path))
            {
                // All of them where only the index at the end failed.
                int there = Ffmpeg.FrameHashes(path).Length;
                Assert.InRange(there, 1, 300);
                Assert.True(output.Statistics.VideoFrames <= there, $"{output.Statistics.VideoFrames} frames are told of, {there} are there.");
            }
        }

        Assert.InRange(failed, 10, 50);
    }

    [Fact]
    public async Task FileOutput_FirstWriteFails_LeavesNoFile()
    {
        string path = _folder["x.mkv"];
        using var clip = new PacketClip(Clips.Short);
        using var output = new FileOutput(path, Container.Mkv, new FileOutputOptions(), file => new FailingStream(file, 1));
        clip.Attach(output);

        clip.Play();

        await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task FileOutput_OneFails_TheOthersGoOn()
    {
        using var clip = new PacketClip(Clips.H264);
        using var broken = new FileOutput(_folder["x.mkv"], Container.Mkv, new FileOutputOptions(), file => new FailingStream(file, 5));
        using var whole = new FileOutput(_folder["y.mkv"]);
        clip.Attach(broken);
        clip.Attach(whole);

        clip.Play();
        await whole.Completion;

        await Assert.ThrowsAsync<VideoTargetException>(() => broken.Completion);
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["y.mkv"]));
        Assert.InRange(Ffmpeg.CountFrames(_folder["x.mkv"]), 1, 299);
    }

    [Fact]
    public async Task FileOutput_FullDevice_GivesTheSystemsWords()
    {
        string path = _folder["full.mkv"];
        File.CreateSymbolicLink(path, "/dev/full");
        using var clip = new PacketClip(Clips.Short);
        using var output = new FileOutput(path);
        clip.Attach(output);

        clip.Play();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal($"{path} cannot be written: no space left on device.", error.Message);
    }

    [Fact]
    public async Task FileOutput_SourceFails_FinalisesAndSaysSo()
    {
        string path = _folder["x.mp4"];
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(path);
        clip.Video.Attach(output, DeliveryOptions.Inline);
        for (int i = 0; i < 100; i++)
        {
            clip.Step();
        }

        clip.Video.Break(new VideoTargetException("The encoder broke."));

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal($"{path} ends early: The encoder broke.", error.Message);
        Assert.Equal(output.Statistics.VideoFrames, Ffmpeg.CountFrames(path));
    }

    [Fact]
    public async Task FileOutput_NothingArrives_LeavesNoFileAndSaysSo()
    {
        using var clip = new PacketClip(Clips.Short);
        using var output = new FileOutput(_folder["x.mp4"]);
        clip.Attach(output);

        clip.End();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal($"{_folder["x.mp4"]} was not written: no picture and no sound arrived.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task FileOutput_FinalisingFails_KeepsTheFragments()
    {
        string path = _folder["x.mp4"];
        Directory.CreateDirectory(_folder[".x.mp4.finishing"]);
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(path);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Ffmpeg.FrameHashes(path));
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    public async Task FileOutput_DiskFillsUp_EndsProperlyAndSaysSo(string name)
    {
        var clock = new FakeTimeProvider();
        long free = 150_000_000;
        var options = new FileOutputOptions { TimeProvider = clock, FreeSpaceOf = _ => () => free };
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder[name], options: options);
        clip.Attach(output);

        for (int i = 0; i < 100; i++)
        {
            clip.Step();
        }

        free = 99_950_000;
        clock.Advance(TimeSpan.FromSeconds(1));
        clip.Play();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal($"{_folder[name]} ends early: 99.9 MB are free on its disk, and 100 MB have to stay free.", error.Message);
        Assert.Equal(101, Ffmpeg.CountFrames(_folder[name]));
        Assert.Equal(free, output.Statistics.FreeSpace);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(0, 500_000, "0 bytes are free on its disk, and 500 kB have to stay free")]
    [InlineData(999, 1000, "999 bytes are free on its disk, and 1 kB have to stay free")]
    [InlineData(99_999_999, 100_000_000, "99.9 MB are free on its disk, and 100 MB have to stay free")]
    public void FreeSpace_TooLittle_TellsAmountsThatCanBeRead(long free, long least, string words) =>
        Assert.Equal(words, new FreeSpace(() => free, least, new FakeTimeProvider()).ShortageAfter(0, 0));

    [Fact]
    public void FreeSpace_MoreWaitsThanThereIs_NeverTellsLessThanNothing() => Assert.Equal(
        "0 bytes are free on its disk, and 2 bytes have to stay free", new FreeSpace(() => 10, 2, new FakeTimeProvider()).ShortageAfter(0, 11_000));

    [Fact]
    public async Task FileOutput_FillsTheDiskWithinASecond_StopsBeforeTheSpaceThatStaysFree()
    {
        const long room = 60_000;
        const long least = 1_000_000;
        string path = _folder["x.mkv"];
        var options = new FileOutputOptions
        {
            TimeProvider = new FakeTimeProvider(),
            MinimumFreeSpace = least,
            FreeSpaceOf = _ => () => least + room - (File.Exists(path) ? new FileInfo(path).Length : 0),
        };
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(path, options: options);
        clip.Attach(output);

        clip.Play();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Contains("ends early", error.Message, StringComparison.Ordinal);

        // At most the picture at the limit, and the index behind it.
        Assert.InRange(new FileInfo(path).Length, room / 2, room + 20_000);
        Assert.InRange(Ffmpeg.CountFrames(path), 1, 299);
    }

    protected override void Release() => _folder.Dispose();
}
