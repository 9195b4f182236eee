using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class FileSoundTests : LeakChecked
{
    public static TheoryData<string, string[]> Codecs => new()
    {
        { "aac.mp4", ["-c:v", "libx264", "-c:a", "aac"] },
        { "pcm.avi", ["-c:v", "mpeg4", "-c:a", "pcm_s16le"] },
        { "flac.mkv", ["-c:v", "ffv1", "-c:a", "flac"] },
        { "opus.webm", ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"] },
        { "mp2.ts", ["-c:v", "mpeg2video", "-c:a", "mp2"] },
    };

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_Sound_SamplesEqualFFmpegsAndTimesAreContiguous(string name, string[] codecs)
    {
        string path = Clips.Make(name, ["-i", Clips.FlashAndBeep, "-t", "2", .. codecs]);
        using FileReader reader = VideoSourceFactory.CreateFileReader(path);
        var sound = new SoundCollector();
        reader.Audio!.Attach(sound);

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Null(seen.Error);
        Assert.Null(sound.Error);
        Assert.True(sound.IsCompleted);
        Assert.Equal(ExpectedSamples(path, reader.Audio.Format), sound.Samples);
        Assert.All(sound.Gaps, gap => Assert.InRange(gap, -1, 1));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_PictureAndSound_ShareTheFilesClock(string name, string[] codecs)
    {
        string path = Clips.Make(name, ["-i", Clips.FlashAndBeep, "-t", "2", .. codecs]);
        double pictures = StartTime(path, "v:0");
        double sounds = Math.Max(0, StartTime(path, "a:0"));
        using FileReader reader = VideoSourceFactory.CreateFileReader(path);
        var sound = new SoundCollector();
        reader.Audio!.Attach(sound);

        FrameCollector seen = FrameCollector.Run(reader);

        double first = Math.Min(pictures, sounds);
        Assert.Equal(pictures - first, seen.Frames[0].Timestamp / 1e9, 0.001);
        Assert.Equal(sounds - first, sound.FirstTime / 1e9, 0.001);
    }

    [Fact]
    public void Read_NobodyHears_PicturesAreAllThere()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);

        FrameCollector seen = FrameCollector.Run(reader);

        Assert.Equal(300, seen.Frames.Count);
        Assert.Equal(0, reader.DamagedPackets);
    }

    [Fact]
    public void Attach_SoundWhileRunning_IsHeardFromThereOn()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        var sound = new SoundCollector();

        FrameCollector.Run(reader, onNext: frame =>
        {
            if (frame.Number == 150)
            {
                reader.Audio!.Attach(sound);
            }
        });

        Assert.InRange(sound.FirstTime, 4_000_000_000, 6_000_000_000);
        Assert.All(sound.Gaps, gap => Assert.InRange(gap, -1, 1));
        Assert.True(sound.IsCompleted);
    }

    [Fact]
    public void Stop_WhileRunning_EndsTheSoundToo()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        var sound = new SoundCollector();
        reader.Audio!.Attach(sound);

        FrameCollector.Run(reader, onNext: frame => _ = frame.Number == 20 && reader.Stop());

        Assert.True(sound.IsCompleted);
    }

    [Theory]
    [InlineData("real", true)]
    [InlineData("off", false)]
    public void IsLive_OfTheSound_IsThePictures(string pace, bool isLive)
    {
        using VideoSource file = VideoSourceFactory.Create(Clips.FlashAndBeep, new SourceOptions { Pace = Pace.Parse(pace) });
        using VideoSource pattern = VideoSourceFactory.Create($"test:96x64@30,sound,pace={pace}");

        Assert.Equal((isLive, isLive), (file.IsLive, file.Audio!.IsLive));
        Assert.Equal((isLive, isLive), (pattern.IsLive, pattern.Audio!.IsLive));
    }

    private static double StartTime(string path, string stream) => double.Parse(
        Ffmpeg.Probe("-select_streams", stream, "-show_entries", "stream=start_time", "-of", "default=noprint_wrappers=1:nokey=1", path).Split('\n')[0],
        System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] ExpectedSamples(string path, AudioFormat format)
    {
        using var folder = new TemporaryFolder();
        string packed = format.SampleFormat.TrimEnd('p') switch { "flt" => "f32le", "s32" => "s32le", _ => "s16le" };
        Ffmpeg.Run("-i", path, "-map", "0:a:0", "-f", packed, folder["sound"]);
        return File.ReadAllBytes(folder["sound"]);
    }

    private sealed class SoundCollector : IObserver<AudioFrame>
    {
        private readonly List<byte> _samples = [];
        private long? _next;

        public byte[] Samples => [.. _samples];

        /// <summary>How far each block begins from the end of the one before, in nanoseconds.</summary>
        public List<long> Gaps { get; } = [];

        public long FirstTime { get; private set; } = -1;

        public Exception? Error { get; private set; }

        public bool IsCompleted { get; private set; }

        public void OnNext(AudioFrame value)
        {
            // One channel, so that planar and packed are the same.
            Assert.Equal(1, value.Channels);
            FirstTime = FirstTime < 0 ? value.Timestamp : FirstTime;
            Gaps.Add(_next is { } next ? value.Timestamp - next : 0);
            _next = value.Timestamp + value.Duration;
            _samples.AddRange(MemoryMarshal.AsBytes(value.GetPlane(0)));
        }

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => Error = error;
    }
}
