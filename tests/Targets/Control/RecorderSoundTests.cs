using System.Runtime.InteropServices;

namespace GiftGrab.Tests.Control;

[Collection("frames")]
public sealed class RecorderSoundTests : LeakChecked
{
    private static readonly FrameRate Rate = new(30);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualPictures _pictures = new();
    private readonly ManualSound _sound = new();

    [Theory]
    [InlineData(0)]
    [InlineData(0.8)]
    [InlineData(-0.2)]
    public async Task Sound_OfASection_IsExactlyThatOfItsPictures(double ahead)
    {
        using ControlledRecorder recorder = Attach(PauseGap.Keep);
        Play(1, ahead);
        recorder.Start();
        Play(3, ahead);
        recorder.Stop();
        Play(5, ahead);
        recorder.Start();
        Play(6, ahead);
        recorder.Stop();
        Play(8, ahead);
        End();
        await recorder.Completion;

        Assert.Equal(Sound(1, 3), Read(_folder["film_sec1.mkv"]));
        Assert.Equal(Sound(5, 6), Read(_folder["film_sec2.mkv"]));
    }

    [Fact]
    public async Task Pause_GapClosed_TakesTheSameTimeFromTheSound()
    {
        using ControlledRecorder recorder = Attach(PauseGap.Close);
        recorder.Start();
        Play(2, 0.3);
        recorder.Pause();
        Play(5, 0.3);
        recorder.Start();
        Play(7, 0.3);
        recorder.Stop();
        Play(8, 0.3);
        End();
        await recorder.Completion;

        Assert.Equal([.. Sound(0, 2), .. Sound(5, 7)], Read(_folder["film_sec1.mkv"]));
        Assert.Equal(120, Ffmpeg.CountFrames(_folder["film_sec1.mkv"]));
    }

    [Fact]
    public async Task Pause_GapKept_IsSilentAndWhatFollowsInTime()
    {
        using ControlledRecorder recorder = Attach(PauseGap.Keep);
        recorder.Start();
        Play(2, 0.3);
        recorder.Pause();
        Play(5, 0.3);
        recorder.Start();
        Play(6, 0.3);
        recorder.Stop();
        Play(7, 0.3);
        End();
        await recorder.Completion;

        Assert.Equal([.. Sound(0, 2), .. new short[3 * ManualSound.Rate], .. Sound(5, 6)], Read(_folder["film_sec1.mkv"]));
    }

    [Fact]
    public async Task Step_WithSound_TakesTheSoundOfItsFramesAlone()
    {
        using ControlledRecorder recorder = Attach(PauseGap.Close);
        recorder.Start();
        Play(1, 0.3);
        recorder.Pause();
        for (int second = 2; second <= 4; second++)
        {
            recorder.Step(3);
            Play(second, 0.3);
        }

        recorder.Stop();
        Play(5, 0.3);
        End();
        await recorder.Completion;

        Assert.Equal([.. Sound(0, 1), .. Sound(1, 1.1), .. Sound(2, 2.1), .. Sound(3, 3.1)], Read(_folder["film_sec1.mkv"]));
    }

    [Fact]
    public async Task Sound_ThatNeverComes_HoldsUpNoFile()
    {
        var time = new FakeTimeProvider();
        using ControlledRecorder recorder = Attach(PauseGap.Keep, time);
        recorder.Start();
        _pictures.Emit(30);
        ControlResult stop = recorder.Stop();
        time.Advance(TimeSpan.FromSeconds(1));
        await stop.Section!.Completion;

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["film_sec1.mkv"]));
        End();
    }

    [Fact]
    public async Task Sound_WhilePicturesAreLost_GoesOn()
    {
        using ControlledRecorder recorder = Attach(PauseGap.Keep);
        recorder.Start();
        Play(1, 0);
        _sound.EmitUntil(9);
        _pictures.Delay = 8_000_000_000;
        Play(2, 8);
        recorder.Stop();
        Play(3, 8);
        End();
        await recorder.Completion;

        Assert.Equal(Sound(0, 10), Read(_folder["film_sec1.mkv"]));
    }

    protected override void Release() => _folder.Dispose();

    private static short[] Sound(double from, double to) =>
        [.. Enumerable.Range((int)Math.Round(from * ManualSound.Rate), (int)Math.Round((to - from) * ManualSound.Rate)).Select(i => ManualSound.ValueAt(i))];

    private ControlledRecorder Attach(PauseGap gap, TimeProvider? time = null)
    {
        ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            Codec.Ffv1,
            _folder["film.mkv"],
            Rate,
            new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, WhenFull = QueueFullPolicy.Block },
            new ControlledRecorderOptions { PauseGap = gap, TimeProvider = time ?? TimeProvider.System });
        _pictures.Attach(recorder);
        _sound.Attach(recorder);
        return recorder;
    }

    /// <summary>Goes on to a time of the source, picture by picture, with the sound so many seconds ahead of the pictures.</summary>
    private void Play(double until, double ahead)
    {
        while (_pictures.Next < until * 30)
        {
            _sound.EmitUntil(((_pictures.Next + 1) / 30.0) + ahead);
            _pictures.Emit();
        }
    }

    private void End()
    {
        _sound.End();
        _pictures.End();
    }

    private short[] Read(string file)
    {
        string raw = _folder["sound.raw"];
        Ffmpeg.Run("-i", file, "-map", "0:a", "-f", "s16le", raw);
        short[] samples = MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(raw)).ToArray();
        File.Delete(raw);
        return samples;
    }
}
