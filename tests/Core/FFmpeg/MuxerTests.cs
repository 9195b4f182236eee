namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class MuxerTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Muxer_UnknownFormat_IsRefused()
    {
        using var stream = new MemoryStream();

        var error = Assert.Throws<VideoTargetException>(() => new Muxer(stream, "x", new MuxerOptions("none")));

        Assert.Equal("x cannot be written: this FFmpeg has no output format \"none\".", error.Message);
    }

    [Fact]
    public void Muxer_UnknownSetting_IsRefused()
    {
        using var clip = new PacketClip(Clips.Short);
        using var stream = new MemoryStream();
        var options = new MuxerOptions("matroska", new Dictionary<string, string> { ["no_such_option"] = "1" });
        using var muxer = new Muxer(stream, "x", options);
        clip.Step();
        muxer.AddStream(clip.Video.Stream!);

        var error = Assert.Throws<VideoTargetException>(() => muxer.WriteHeader(0));

        Assert.Equal("x cannot be written: the format matroska has no option no_such_option.", error.Message);
    }

    [Fact]
    public void Muxer_FailingStream_ItsExceptionComesOut()
    {
        using var clip = new PacketClip(Clips.Short);
        using var stream = new FailingStream(new MemoryStream(), 1);
        using var muxer = new Muxer(stream, "x", new MuxerOptions("matroska"));
        clip.Step();
        muxer.AddStream(clip.Video.Stream!);

        var error = Assert.Throws<VideoTargetException>(() => muxer.WriteHeader(0));

        Assert.Equal("x cannot be written: no space left on device.", error.Message);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public void Muxer_Write_LeavesThePacketAsItWas()
    {
        using var clip = new PacketClip(Clips.Short);
        var muxing = new MuxingObserver(_folder["x.ts"], new MuxerOptions("mpegts"));
        using (muxing)
        {
            clip.Video.Attach(muxing, DeliveryOptions.Inline);
            clip.Play();
        }

        Assert.True(muxing.PacketsStayedTheSame);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Short), Ffmpeg.FrameHashes(_folder["x.ts"]));
    }

    [Fact]
    public void Muxer_TimesThatTheClockCannotTellApart_AreMovedApartAndCounted()
    {
        // 3000 pictures a second in a container that counts milliseconds.
        using var clip = new PacketClip(Clips.Make("fast.nut",
            "-f", "lavfi", "-i", "testsrc2=s=64x64:r=3000:d=0.02", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"));
        using (var muxing = new MuxingObserver(_folder["x.mkv"], new MuxerOptions("matroska")))
        {
            clip.Video.Attach(muxing, DeliveryOptions.Inline);
            clip.Play();
            Assert.InRange(muxing.Muxer!.AdjustedTimestamps, 1, 60);
        }

        double[] times = Ffmpeg.FrameTimes(_folder["x.mkv"]);
        Assert.Equal(60, times.Length);
        Assert.Equal(times.Distinct(), times);
    }

    [Theory]
    [InlineData("matroska", "")]
    [InlineData("mp4", "frag_custom+empty_moov+delay_moov+default_base_moof")]
    [InlineData("mpegts", "")]
    public void Muxer_SteadyState_AllocatesNothingManaged(string format, string flags)
    {
        var settings = new Dictionary<string, string>();
        if (flags.Length > 0)
        {
            settings["movflags"] = flags;
        }

        using var clip = new PacketClip(Clips.H264);
        using var muxing = new MuxingObserver(_folder["x"], new MuxerOptions(format, settings)) { FlushEvery = 10 };
        clip.Video.Attach(muxing, DeliveryOptions.Inline);

        clip.Play();

        Assert.Equal(0, muxing.AllocatedAfterWarmUp);
    }

    protected override void Release() => _folder.Dispose();

    private sealed unsafe class MuxingObserver(string path, MuxerOptions options) : IObserver<EncodedPacket>, IDisposable
    {
        private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        private int _count;

        public Muxer? Muxer { get; private set; }

        public int FlushEvery { get; init; } = 1000;

        public bool PacketsStayedTheSame { get; private set; } = true;

        public long AllocatedAfterWarmUp { get; private set; }

        public void OnNext(EncodedPacket value)
        {
            if (Muxer is null)
            {
                Muxer = new Muxer(_file, path, options);
                Muxer.AddStream(value.Stream);
                Muxer.WriteHeader(0);
            }

            long pts = value.Native->pts;
            byte* data = value.Native->data;
            long before = GC.GetAllocatedBytesForCurrentThread();
            Muxer.Write(value, 0);
            if (++_count % FlushEvery == 0)
            {
                Muxer.Flush();
            }

            AllocatedAfterWarmUp += _count > 100 ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
            PacketsStayedTheSame &= value.Native->pts == pts && value.Native->data == data;
        }

        public void OnCompleted() => Muxer!.Finish();

        public void OnError(Exception error) => throw error;

        public void Dispose()
        {
            Muxer?.Dispose();
            _file.Dispose();
        }
    }
}
