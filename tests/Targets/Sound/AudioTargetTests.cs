namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class AudioTargetTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("out.wav", "pcm_s16le")]
    [InlineData("out.m4a", "aac")]
    [InlineData("out.aac", "aac")]
    [InlineData("out.flac", "flac")]
    [InlineData("out.ogg", "opus")]
    [InlineData("out.opus", "opus")]
    [InlineData("out.mkv", "aac")]
    public async Task Attach_FileWithPictures_WritesItsSoundAlone(string name, string codec)
    {
        using AudioInput source = AudioSourceFactory.Create(Clips.FlashAndBeep);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(_folder[name]);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(codec, Ffmpeg.Probe("-show_entries", "stream=codec_name", "-of", "default=nw=1:nk=1", _folder[name]).Trim());
        Assert.Equal(10, Pcm.Seconds(_folder[name]), 0.025);
        double[] beeps = Pcm.Beeps(_folder[name]);
        Assert.Equal(10, beeps.Length);
        Assert.All(beeps, beep => Assert.Equal(Math.Round(beep), beep, 0.025));
        Assert.False(target.IsRecording);
    }

    [Fact]
    public async Task MaxDuration_InTheMiddleOfABlock_CutsToTheSample()
    {
        using AudioInput source = AudioSourceFactory.Create(Clips.FlashAndBeep);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(
            _folder["out.wav"], new AudioTargetOptions { MaxDuration = TimeSpan.FromSeconds(2.345) });
        bool reached = false;
        target.LimitReached += (_, _) => reached = !target.Completion.IsCompleted;
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.True(reached);
        Assert.Equal((int)(2.345 * Pcm.Rate), Pcm.Decode(_folder["out.wav"]).Length);
    }

    [Fact]
    public async Task UntilSilence_AfterATone_EndsAfterTheHold()
    {
        string clip = Clips.Make("tone-then-silence.wav", "-f", "lavfi", "-i", "sine=f=500:r=48000:d=3,apad=pad_dur=7");
        using AudioInput source = AudioSourceFactory.Create(clip);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(
            _folder["out.wav"], new AudioTargetOptions { UntilSilence = new SilenceLimit { Hold = TimeSpan.FromSeconds(1) } });
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(4, Pcm.Seconds(_folder["out.wav"]), 0.1);
    }

    [Fact]
    public async Task UntilSilence_OfSoundThatNeverFallsSilent_EndsWithTheMaximum()
    {
        string clip = Clips.Make("tone.wav", "-f", "lavfi", "-i", "sine=f=500:r=48000:d=5");
        using AudioInput source = AudioSourceFactory.Create(clip);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(_folder["out.wav"], new AudioTargetOptions
        {
            UntilSilence = new SilenceLimit { Hold = TimeSpan.FromSeconds(1) },
            MaxDuration = TimeSpan.FromSeconds(2),
        });
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(2 * Pcm.Rate, Pcm.Decode(_folder["out.wav"]).Length);
    }

    [Fact]
    public async Task Filter_RateAndChannels_AreInTheFile()
    {
        using AudioInput source = AudioSourceFactory.Create(Clips.FlashAndBeep);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(_folder["out.wav"], new AudioTargetOptions
        {
            Audio = new AudioEncoderOptions { Filter = "volume=0.25,adelay=500:all=1", SampleRate = 44_100, Channels = 2 },
        });
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal("44100\n2", Ffmpeg.Probe("-show_entries", "stream=sample_rate,channels", "-of", "default=nw=1:nk=1", _folder["out.wav"]).Trim());
        Assert.All(Pcm.Beeps(_folder["out.wav"], threshold: 400), beep => Assert.Equal(Math.Floor(beep) + 0.5, beep, 0.025));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Filter_OfAFileThatOnlyCountsItsChannels_IsHeard(int channels)
    {
        string tone = Clips.Make($"tone-{channels}.wav", "-f", "lavfi", "-i", "sine=f=1000:r=48000:d=1", "-ac", $"{channels}");
        using AudioInput source = AudioSourceFactory.Create(tone);
        using AudioTarget target = AudioTargetFactory.CreateFileWriter(
            _folder["out.wav"], new AudioTargetOptions { Audio = new AudioEncoderOptions { Filter = "volume=0.5" } });
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(Pcm.Decode(tone).Max() / 2.0, Pcm.Decode(_folder["out.wav"]).Max(), 2.0);
    }

    [Theory]
    [InlineData("volme=2", "volme")]
    [InlineData("volume=2:loudest=1", "loudest")]
    [InlineData("volume=2[x", "volume=2[x")]
    [InlineData("scale=10:10", "scale=10:10")]
    public void Filter_ThatIsNone_IsRefusedWithFFmpegsWords(string filter, string word)
    {
        var refusal = Assert.Throws<VideoTargetException>(() => AudioTargetFactory.CreateFileWriter(
            _folder["out.wav"], new AudioTargetOptions { Audio = new AudioEncoderOptions { Filter = filter } }));

        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is not usable", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out.wav"]));
    }

    [Fact]
    public async Task IsRecording_WhileTheDiskFails_IsFalseAgain()
    {
        using AudioInput source = AudioSourceFactory.Create(Clips.FlashAndBeep);
        using var stream = new FailingStream(new MemoryStream(), 3);
        using AudioTarget target = AudioTargetFactory.CreateStreamWriter(stream, Container.Wav);
        source.Attach(target);

        source.Start();

        await Assert.ThrowsAsync<VideoTargetException>(() => target.Completion);
        await Task.WhenAny(source.Completion);
        Assert.False(target.IsRecording);
    }

    [Fact]
    public void CreateFileWriter_OfAContainerWithoutSound_IsRefused()
    {
        var refusal = Assert.Throws<VideoTargetException>(() => AudioTargetFactory.CreateFileWriter(_folder["out.mjpeg"]));

        Assert.Contains("cannot hold sound", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateFileWriter_OfPicturesForAContainerOfSound_IsRefused()
    {
        var refusal = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["out.wav"], 30));

        Assert.Contains("for sound alone", refusal.Message, StringComparison.Ordinal);
    }

    protected override void Release() => _folder.Dispose();
}
