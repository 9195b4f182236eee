using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

/// <summary>The code of the guide, compiled and run as it stands there.</summary>
[Collection("examples")]
public sealed partial class GuideExampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    public GuideExampleTests()
    {
        File.Copy(Clips.FlashAndBeep, _folder["clip.mp4"]);
        Environment.CurrentDirectory = _folder.Path;
    }

    [Fact]
    public void Examples_InTheGuide_AreTheCodeThatRuns()
    {
        string guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "doc", "guide.md"));
        string code = Squeeze(string.Concat(Directory.GetFiles(Path.GetDirectoryName(ThisFile())!, "*.cs").Select(File.ReadAllText)));

        MatchCollection blocks = CSharpBlock().Matches(guide);

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Squeeze(block.Groups[1].Value), code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Observe_Run_SeesEveryFrame()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        var observer = new BrightnessObserver();
        IAttachment attachment = source.Attach(observer);
        source.Start();
        await source.Completion;
        Console.WriteLine($"{attachment.Delivered} of {attachment.Received} frames, mean {observer.Mean:0}");

        Assert.Equal(300, attachment.Delivered);
    }

    [Fact]
    public async Task KeepSinglePictures_Run_OneASecond()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using SnapshotTarget stills = VideoTargetFactory.CreateSnapshotWriter("look_{index:03}.png", new SnapshotOptions
        {
            Interval = TimeSpan.FromSeconds(1),
        });
        stills.Saved += (_, still) => Console.WriteLine($"{still.Path}: frame {still.Frame}");
        source.Attach(stills);
        source.Start();
        stills.Take();
        await stills.Completion;

        Assert.InRange(Directory.GetFiles(_folder.Path, "look_*.png").Length, 10, 11);
    }

    [Fact]
    public async Task Sound_Run_WritesItAlone()
    {
        using AudioInput voice = AudioSourceFactory.Create("clip.mp4");
        using AudioTarget recorder = AudioTargetFactory.CreateFileWriter("voice.wav", new AudioTargetOptions
        {
            MaxDuration = TimeSpan.FromSeconds(5),
            UntilSilence = new SilenceLimit { Hold = TimeSpan.FromSeconds(2), Level = -45 },
        });
        voice.Attach(recorder);
        voice.Start();
        await recorder.Completion;
        Console.WriteLine($"{recorder.Statistics.Output.Duration / 1e9:0.000} s, {recorder.Level}");

        Assert.Equal(5_000_000_000, recorder.Statistics.Output.Duration);
    }

    [Fact]
    public async Task LiveSources_Run_EndsAsIdle()
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 320, Height = 240 });
        using LiveSource live = VideoSourceFactory.Open(card, new SourceOptions
        {
            Live = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(2), WhileLost = LossPicture.NoSignal },
        });
        live.StateChanged += (_, change) => Console.WriteLine($"{change.Previous} to {change.State}: {change.Reason}");
        live.Start();
        live.GetFrame().Dispose();
        card.Unplug();
        await live.Completion;
        Console.WriteLine($"{live.End}: {live.Gaps.Count} losses are over, and it ended in this one: {live.PresentLoss?.Reason}");

        Assert.Equal(LiveEnd.Idle, live.End);
    }

    [Fact]
    public async Task ChooseDelivery_Run_CountsEveryFrame()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        IAttachment slow = source.Attach(new BrightnessObserver(), DeliveryOptions.Queued(capacity: 4, QueueFullPolicy.DropOldest));
        source.Start();
        await source.Completion;
        foreach (UnitRange lost in slow.DroppedRanges)
        {
            Console.WriteLine($"frames {lost.First} to {lost.Last} were dropped");
        }

        Assert.Equal(300, slow.Delivered + slow.Dropped);
        Assert.Equal(slow.Dropped, slow.DroppedRanges.Sum(range => range.Last - range.First + 1));
    }

    [Fact]
    public async Task Record_Run_HasPictureAndSound()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using VideoTarget writer = VideoTargetFactory.CreateFileWriter(Codec.H264, "copy.mp4", source.FrameRate, new VideoTargetOptions
        {
            Video = new VideoEncoderOptions { QualityPreset = QualityPreset.High },
            File = new FileOutputOptions { Overwrite = true },
            MaxDuration = TimeSpan.FromSeconds(2),
        });
        source.Attach(writer);
        source.Audio?.Attach(writer);
        source.Start();
        await writer.Completion;
        Console.WriteLine(writer.Encoder.Plan);

        Assert.Equal(60, Ffmpeg.CountFrames("copy.mp4"));
        Assert.Equal("video\naudio", Ffmpeg.Probe("-show_entries", "stream=codec_type", "-of", "csv=p=0", "copy.mp4").Trim());
    }

    [Fact]
    public async Task WriteIntoPixels_Run_InvertsThem()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using VideoTarget writer = VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, "inverted.mkv", source.FrameRate, new VideoTargetOptions { MaxFrames = 10 });

        VideoNode invert = VideoNode.Create(frame =>
        {
            VideoFrame own = frame.ConvertTo(PixelFormat.Bgr24).ToWritable();
            foreach (ref byte value in own.GetWritablePlane(0))
            {
                value = (byte)(255 - value);
            }

            return own;
        });
        source.Attach(invert);
        invert.Attach(writer);

        source.Start();
        await writer.Completion;
        byte[] before = FirstPixels("clip.mp4");
        Assert.Equal(before.Select(value => (byte)(255 - value)), FirstPixels("inverted.mkv"));
    }

    [Fact]
    public async Task StartPauseStepAndStop_Run_MakesTwoFiles()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            Codec.H264, "rec_{date}_{index:04}.mkv", source.FrameRate, control: new ControlledRecorderOptions { PauseGap = PauseGap.Close });
        recorder.SectionFinished += (_, section) => Console.WriteLine($"{string.Join(' ', section.Files)}: {section.Statistics}");
        source.Attach(recorder);
        source.Audio?.Attach(recorder);
        source.Attach(VideoNode.Create(frame =>
        {
            _ = frame.Number switch
            {
                50 => recorder.Start(),
                100 => recorder.Pause(),
                150 => recorder.Start(),
                200 => recorder.Stop(),
                250 => recorder.Step(count: 5),
                _ => null,
            };
            return frame;
        }));
        source.Start();
        await recorder.Completion;
        Console.WriteLine(recorder.Statistics);

        Assert.Equal([100, 5], Directory.GetFiles(_folder.Path, "rec_*.mkv").Order().Select(Ffmpeg.CountFrames));
        Assert.Equal(new RecorderStatistics(300, 105, 195, 0, 0), recorder.Statistics);
    }

    [Fact]
    public async Task EncodeOnce_Run_BothOutputsAreComplete()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using var encoder = new VideoEncoder(Codec.H264, source.FrameRate);
        using var file = new FileOutput("archive.mkv");
        using var memory = new MemoryStream();
        using var stream = new StreamOutput(memory, Container.Mp4);
        encoder.Attach(file);
        encoder.Attach(stream);
        source.Attach(encoder);
        source.Start();
        await Task.WhenAll(file.Completion, stream.Completion);

        File.WriteAllBytes("memory.mp4", memory.ToArray());
        Assert.Equal(300, Ffmpeg.CountFrames("archive.mkv"));
        Assert.Equal(300, Ffmpeg.CountFrames("memory.mp4"));
    }

    [Fact]
    public async Task Split_Run_EveryPartPlaysByItself()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        var options = new VideoTargetOptions { Split = new SplitOptions { Duration = TimeSpan.FromSeconds(2) } };
        using VideoTarget writer = VideoTargetFactory.CreateFileWriter(Codec.H264, "theatre_{slice:03}.mp4", source.FrameRate, options);
        source.Attach(writer);
        source.Start();
        await writer.Completion;
        foreach (FilePart part in writer.Parts)
        {
            Console.WriteLine($"{part.Path}: {part.Frames} frames from {part.Start / 1e9:0.0} s on");
        }

        Assert.Equal(300, writer.Parts.Sum(part => Ffmpeg.CountFrames(part.Path)));
        Assert.Equal("theatre_001.mp4", writer.Parts[0].Path);
    }

    [Fact]
    public async Task Ring_Run_SavesWhatWas()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using VideoTarget target = VideoTargetFactory.CreateRing(
            Codec.H264, source.FrameRate, new RingOptions { Duration = TimeSpan.FromSeconds(3) }, Container.Mp4);
        source.Attach(target);
        source.Audio!.Attach(target);
        RingRecording saved = target.Ring!.Save("event.mp4", new RingSaveOptions
        {
            At = TimeSpan.FromSeconds(6),
            Before = TimeSpan.FromSeconds(3),
            After = TimeSpan.FromSeconds(2),
        });
        source.Start();
        await saved.Completion;

        Assert.Equal(150, Ffmpeg.CountFrames("event.mp4"));
        await target.Completion;
    }

    [Fact]
    public async Task FurtherOutput_Run_ComesAndGoes()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader("clip.mp4");
        using VideoTarget writer = VideoTargetFactory.CreateFileWriter(Codec.H264, "all.mp4", source.FrameRate);
        using var extract = new FileOutput("extract.mkv");
        source.Attach(writer);
        source.Start();
        writer.Attach(extract);
        // ... and later:
        writer.Detach(extract);

        await writer.Completion;
        Assert.Equal(300, Ffmpeg.CountFrames("all.mp4"));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    private static byte[] FirstPixels(string path)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(path);
        var first = new FirstFrame();
        source.Attach(first);
        source.Start();
        source.Completion.Wait();
        return first.Pixels!;
    }

    private static string Squeeze(string text) => Spaces().Replace(text, " ").Trim();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed class FirstFrame : IObserver<VideoFrame>
    {
        public byte[]? Pixels { get; private set; }

        public void OnNext(VideoFrame value) => Pixels ??= value.ConvertTo(PixelFormat.Bgr24).GetPlane(0).ToArray();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
