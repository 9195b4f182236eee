using System.Globalization;
using GiftGrab.Tests.Splitting;

namespace GiftGrab.Tests.Ring;

/// <summary>What is saved of a ring is what was, and what came after.</summary>
[Collection("frames")]
public sealed class PacketRingTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);
    private static readonly RingOptions ThreeSeconds = new() { Duration = TimeSpan.FromSeconds(3) };
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Codec.H264, "x.mp4", 60)]
    [InlineData(Codec.Hevc, "x.mkv", 60)]
    [InlineData(Codec.Vp9, "x.webm", 60)]
    [InlineData(Codec.Ffv1, "x.mkv", 89)]
    public async Task Save_InTheMiddle_HasTheThreeSecondsBeforeAndEndsWhereStopped(Codec codec, string name, int begin)
    {
        using var encoder = new VideoEncoder(codec, Thirty);
        using var whole = new FileOutput(_folder["whole.mkv"]);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(whole);
        encoder.Attach(ring);
        RingRecording? saved = null;

        EncoderRun.Encode(encoder, 300, before: number =>
        {
            saved = number == 180 ? ring.Save(_folder[name], new RingSaveOptions { Before = TimeSpan.FromSeconds(3) }) : saved;
            if (number == 240)
            {
                saved!.Stop();
            }
        });
        await Task.WhenAll(whole.Completion, ring.Completion, saved!.Completion);

        // The newest picture at the trigger is number 179, and there is a key frame every second at least.
        Assert.Equal(begin, Math.Round(saved.Begin!.Value * 30 / 1e9));
        Assert.Equal(Ffmpeg.FrameHashes(whole.Path)[begin..240], Ffmpeg.FrameHashes(saved.Path));
        Assert.Equal(0, Ffmpeg.FrameTimes(saved.Path)[0], 0.001);
    }

    [Fact]
    public async Task Save_ThirtyTimesAtRandom_EachFileBeginsAtOrBeforeAndNoneIsMissing()
    {
        var options = new RingOptions { Duration = TimeSpan.FromSeconds(2), MemoryLimit = 4_000_000 };
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Preset = "ultrafast" });
        using var whole = new FileOutput(_folder["whole.mkv"]);
        using var ring = new PacketRing(options);
        encoder.Attach(whole);
        encoder.Attach(ring);
        var random = new Random(11);
        var saves = new List<(RingRecording File, int Trigger, int Stop)>();
        (int Trigger, int Stop)[] plan = [.. Enumerable.Range(0, 30).Select(_ => random.Next(70, 560)).Select(begin => (begin, begin + random.Next(0, 90)))];

        EncoderRun.Encode(encoder, 600, before: number =>
        {
            foreach ((int trigger, int stop) in plan.Where(item => item.Trigger == number))
            {
                saves.Add((ring.Save(_folder[$"{saves.Count}.mp4"], new RingSaveOptions { Before = TimeSpan.FromSeconds(2) }), trigger, stop));
            }

            saves.Where(save => save.Stop == number).ToList().ForEach(save => save.File.Stop());
        });
        await Task.WhenAll(saves.Select(save => save.File.Completion).Append(whole.Completion).Append(ring.Completion));

        string[] all = Ffmpeg.FrameHashes(whole.Path);
        string[][] files = PartFiles.FrameHashes([.. saves.Select(save => save.File.Path)]);
        Assert.Equal(30, files.Length);
        Assert.All(saves.Index(), save =>
        {
            int begin = (int)Math.Round(save.Item.File.Begin!.Value * 30 / 1e9);
            int asked = save.Item.Trigger - 1 - 60;
            Assert.InRange(begin, asked - 30, asked);
            Assert.Equal(all[begin..Math.Min(600, save.Item.Stop)], files[save.Index]);
        });
        Assert.InRange(ring.Content.LargestBytes, 1, options.MemoryLimit);
    }

    [Fact]
    public async Task Save_WithSound_BothBeginTogether()
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var ring = new PacketRing(ThreeSeconds);
        clip.Attach(ring);
        var saved = new List<RingRecording>();
        while (clip.Step())
        {
            if (clip.Video.Position > (saved.Count + 4) * 1_000_000_000L && saved.Count < 3)
            {
                saved.Add(ring.Save(_folder[$"{saved.Count}.mp4"], new RingSaveOptions { Before = TimeSpan.FromSeconds(2), After = TimeSpan.FromSeconds(1) }));
            }
        }

        clip.End();
        await Task.WhenAll(saved.Select(file => file.Completion).Append(ring.Completion));

        Assert.Equal(3, saved.Count);
        Assert.All(saved, file => Assert.All(Starts(file.Path), start => Assert.InRange(start, -0.001, 0.03)));
        Assert.All(saved, file => Assert.Equal("video,audio", string.Join(',', Ffmpeg.Probe("-show_entries", "stream=codec_type", "-of", "csv=p=0", file.Path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Save_WhereAnotherIsOpen_IsRefusedAndTheFirstGoesOn()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(ring);
        RingRecording? saved = null;
        VideoTargetException? refusal = null;

        EncoderRun.Encode(encoder, 60, before: number =>
        {
            if (number == 30)
            {
                saved = ring.Save(_folder["x.mkv"]);
                refusal = Assert.Throws<VideoTargetException>(() => ring.Save(_folder["x.mkv"]));
            }
        });
        await Task.WhenAll(saved!.Completion, ring.Completion);

        Assert.Equal($"{_folder["x.mkv"]} cannot be written: another recording writes it.", refusal!.Message);
        Assert.Equal(60, Ffmpeg.CountFrames(saved.Path));
    }

    [Fact]
    public async Task Save_DiskIsFull_FailsAloneAndTheNextSucceeds()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(ring);
        var failures = new List<VideoTargetException>();
        ring.Failed += (_, failure) => failures.Add(failure);
        RingRecording? first = null;
        RingRecording? second = null;

        EncoderRun.Encode(encoder, 90, before: number =>
        {
            first = number == 30 ? ring.Save("/dev/full", new RingSaveOptions { Container = Container.Mkv }) : first;
            second = number == 60 ? ring.Save(_folder["x.mkv"]) : second;
        });
        await Assert.ThrowsAsync<VideoTargetException>(() => first!.Completion);
        await second!.Completion;
        var end = await Assert.ThrowsAsync<VideoTargetException>(() => ring.Completion);

        Assert.StartsWith("/dev/full cannot be written", end.Message, StringComparison.Ordinal);
        Assert.Single(failures);
        Assert.Equal(90, Ffmpeg.CountFrames(second.Path));
    }

    [Fact]
    public async Task Save_TimestampFile_HasTheSourcesTimes()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(ring);
        long[] times = [.. Enumerable.Range(0, 120).Select(i => Thirty.TimeOf(i) + (i * i * 1_000L))];
        var options = new RingSaveOptions { File = new FileOutputOptions { TimestampFile = _folder["x.txt"] } };
        RingRecording? saved = null;

        EncoderRun.Encode(
            encoder, 120,
            before: number => saved = number == 60 ? ring.Save(_folder["x.mkv"], options) : saved,
            picture: number => EncoderRun.Picture(number, timestamp: times[number]));
        await Task.WhenAll(saved!.Completion, ring.Completion);

        double[] lines = [.. File.ReadLines(_folder["x.txt"]).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(120, lines.Length);
        Assert.All(lines.Index(), line => Assert.Equal((times[line.Index] - saved.Begin!.Value) / 1e6, line.Item, 0.02));
    }

    [Fact]
    public async Task Bytes_Limited_AreNeverPassed()
    {
        const long limit = 60_000;
        using var encoder = new VideoEncoder(Codec.Mjpeg, Thirty);
        using var ring = new PacketRing(new RingOptions { Bytes = limit });
        encoder.Attach(ring);

        EncoderRun.Encode(encoder, 200, picture: Noise.Picture);
        await ring.Completion;

        Assert.InRange(ring.Content.LargestBytes, limit / 2, limit);
    }

    [Fact]
    public async Task MemoryLimit_LessThanTheEstimate_FailsWithIt()
    {
        using var encoder = new VideoEncoder(Codec.Raw, Thirty);
        using var ring = new PacketRing(new RingOptions { Duration = TimeSpan.FromSeconds(9), MemoryLimit = 1_000_000 });
        encoder.Attach(ring);

        EncoderRun.Encode(encoder, 10);
        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => ring.Completion);

        Assert.Equal("A ring of 9 s is estimated to take 2 MB (raw, 64x64 at 30 frames per second); its memory limit is 1 MB.", failure.Message);
    }

    [Fact]
    public async Task Frames_Asked_AreKept()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var ring = new PacketRing(new RingOptions { Frames = 25 });
        encoder.Attach(ring, DeliveryOptions.Inline);
        int kept = 0;

        EncoderRun.Encode(encoder, 100, before: number => kept = number == 99 ? ring.Content.Frames : kept);
        await ring.Completion;

        Assert.Equal(25, kept);
    }

    [Fact]
    public void Save_NothingBeforeAndNothingAfter_IsRefused()
    {
        using var ring = new PacketRing(new RingOptions { Duration = TimeSpan.FromSeconds(1) });

        var error = Assert.Throws<VideoTargetException>(
            () => ring.Save(_folder["x.mkv"], new RingSaveOptions { Before = TimeSpan.Zero, After = TimeSpan.Zero }));

        Assert.StartsWith("0 s before and 0 s after a trigger hold no picture", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(6.0, 150)]
    [InlineData(7.5, 180)]
    public async Task Save_NothingSaidOfTheTimeBefore_HasWhatTheRingWasAskedToKeepByTimeAndByNumber(double trigger, int begin)
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Preset = "ultrafast" });
        using var second = new PacketRing(new RingOptions { Duration = TimeSpan.FromSeconds(1) });
        using var thirty = new PacketRing(new RingOptions { Frames = 30 });
        encoder.Attach(second);
        encoder.Attach(thirty);
        var at = new RingSaveOptions { At = TimeSpan.FromSeconds(trigger), After = TimeSpan.Zero };
        RingRecording[] saved = [second.Save(_folder["second.mkv"], at), thirty.Save(_folder["thirty.mkv"], at)];

        EncoderRun.Encode(encoder, 300);
        await Task.WhenAll(saved.Select(file => file.Completion));

        Assert.All(saved, file => Assert.Equal(begin, Math.Round(file.Begin!.Value * 30 / 1e9)));
        Assert.All(saved, file => Assert.Equal((trigger * 30) - begin, Ffmpeg.CountFrames(file.Path)));
    }

    [Theory]
    [InlineData(Codec.H264, "x.mp4", true)]
    [InlineData(Codec.H264, "x.mp4", false)]
    [InlineData(Codec.Hevc, "x.mkv", true)]
    [InlineData(Codec.Hevc, "x.mp4", false)]
    [InlineData(Codec.Vp9, "x.webm", true)]
    [InlineData(Codec.Xvid, "x.avi", false)]
    [InlineData(Codec.Ffv1, "x.mkv", true)]
    public async Task Save_ExactStart_BeginsWithThePictureThatWasAskedFor(Codec codec, string name, bool isLossless)
    {
        using var encoder = new VideoEncoder(codec, Thirty, new VideoEncoderOptions
        {
            Lossless = isLossless,
            Timing = name.EndsWith("avi", StringComparison.Ordinal) ? FrameTiming.Constant : null,
        });
        using var whole = new FileOutput(_folder["whole.mkv"]);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(whole);
        encoder.Attach(ring);
        RingRecording saved = ring.Save(_folder[name], new RingSaveOptions
        {
            At = TimeSpan.FromSeconds(5.5),
            Before = TimeSpan.FromSeconds(2.95),
            After = TimeSpan.FromSeconds(2),
            ExactStart = true,
        });

        EncoderRun.Encode(encoder, 300);
        await Task.WhenAll(whole.Completion, ring.Completion, saved.Completion);

        // From picture 77 on, where the key frames are 60 and 90; those from 90 on are the encoder's own.
        string[] all = Ffmpeg.FrameHashes(whole.Path)[77..225];
        string[] some = Ffmpeg.FrameHashes(saved.Path);
        Assert.Equal(77, Math.Round(saved.Begin!.Value * 30 / 1e9));
        Assert.Equal(148, some.Length);
        Assert.Equal(isLossless ? all : all[13..], isLossless ? some : some[13..]);
        Assert.InRange(Ffmpeg.FrameTimes(saved.Path)[0], 0, 0.001);
    }

    [Fact]
    public async Task Save_ExactStartByNumber_HasThatManyPicturesUpToTheTrigger()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty);
        using var ring = new PacketRing(new RingOptions { Frames = 47 });
        encoder.Attach(ring);
        RingRecording saved = ring.Save(_folder["x.mp4"], new RingSaveOptions
        {
            At = TimeSpan.FromSeconds(5.5),
            After = TimeSpan.FromTicks(1),
            ExactStart = true,
        });

        EncoderRun.Encode(encoder, 300);
        await saved.Completion;

        Assert.Equal(47, Ffmpeg.CountFrames(saved.Path));
    }

    [Fact]
    public async Task Save_ExactStartWithSound_BothBeginTogether()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateRing(Codec.H264, source.FrameRate, ThreeSeconds, Container.Mp4);
        source.Attach(target);
        source.Audio!.Attach(target);
        RingRecording saved = target.Ring!.Save(
            _folder["x.mp4"], new RingSaveOptions { At = TimeSpan.FromSeconds(6), Before = TimeSpan.FromSeconds(2.5), After = TimeSpan.FromSeconds(1), ExactStart = true });

        source.Start();
        await Task.WhenAll(target.Completion, saved.Completion);

        Assert.Equal(105, Ffmpeg.CountFrames(saved.Path), 1.0);
        Assert.Equal(saved.Statistics.VideoFrames, Ffmpeg.CountFrames(saved.Path));
        Assert.All(Starts(saved.Path), start => Assert.InRange(start, -0.001, 0.03));
    }

    [Fact]
    public async Task Save_MomentBehindTheEnd_FailsAndSaysWhenThatWas()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var ring = new PacketRing(ThreeSeconds);
        encoder.Attach(ring);
        RingRecording saved = ring.Save(_folder["x.mkv"], new RingSaveOptions { At = TimeSpan.FromSeconds(4.5) });

        EncoderRun.Encode(encoder, 90);
        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => saved.Completion);

        Assert.Equal(
            $"{_folder["x.mkv"]} was not begun: the recording ended at 3 s, before the moment at 4.5 s that it was to be about.", failure.Message);
        Assert.False(File.Exists(saved.Path));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-3.0)]
    public void Options_NoTime_IsRefused(double seconds) => Assert.Equal(
        $"A ring of {seconds} s is not possible; allowed is more than 0.",
        Assert.Throws<VideoTargetException>(() => new PacketRing(new RingOptions { Duration = TimeSpan.FromSeconds(seconds) })).Message);

    protected override void Release() => _folder.Dispose();

    private static double[] Starts(string path) =>
        [.. Ffmpeg.Probe("-show_entries", "stream=start_time", "-of", "default=noprint_wrappers=1:nokey=1", path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(start => double.Parse(start, CultureInfo.InvariantCulture))];
}
