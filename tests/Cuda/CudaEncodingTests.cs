namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class CudaEncodingTests : LeakChecked
{
    private const int Width = 256;
    private const int Height = 192;
    private const int Pitch = 512;
    private nint _context;
    private nint _memory;

    [SkippableFact]
    public void Encoder_OfTheProcessor_GetsThePixelsOfCudaMemory()
    {
        using CudaFrames frames = Frames();
        using var encoder = new VideoEncoder(Codec.Ffv1, new FrameRate(30));
        var log = new PacketCounter();
        encoder.Attach(log);
        using (VideoFrame frame = frames.Wrap(_memory, Pitch, 0))
        {
            encoder.OnNext(frame);
        }

        encoder.OnCompleted();

        Assert.Equal((1, true), (log.Packets, log.IsCompleted));
        Assert.Equal(("cuda", "yuv420p"), (encoder.Plan!.SourceFormat.Name, encoder.Plan.PixelFormat.Name));
    }

    [SkippableFact]
    public void Encoder_Auto_SaysWhyNvencWasPassedOver()
    {
        Skip.If(Capabilities.Encoder("h264_nvenc").IsAvailable, "NVENC works here.");
        using CudaFrames frames = Frames();
        using var encoder = new VideoEncoder(Codec.H264, new FrameRate(30), new VideoEncoderOptions { Hardware = HardwareAcceleration.Auto });
        using (VideoFrame frame = frames.Wrap(_memory, Pitch, 0))
        {
            encoder.OnNext(frame);
        }

        encoder.OnCompleted();

        Assert.Equal(HardwareAcceleration.Off, encoder.Plan!.Hardware);
        Assert.Contains("libnvidia-encode", encoder.Plan.FallbackReason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Encoder_NvencWithoutItsLibrary_FailsWithTheReasonAndNamesCudaMemory()
    {
        Skip.If(Capabilities.Encoder("h264_nvenc").IsAvailable, "NVENC works here.");
        using CudaFrames frames = Frames();
        using var encoder = new VideoEncoder(Codec.Hevc, new FrameRate(30), new VideoEncoderOptions { Hardware = HardwareAcceleration.Nvidia });
        using VideoFrame frame = frames.Wrap(_memory, Pitch, 0);

        var error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(frame));

        Assert.Contains("hevc_nvenc does not open for 256x192 cuda", error.Message, StringComparison.Ordinal);
        Assert.Contains("libnvidia-encode", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("nv12", false, null, "cuda", "Bt601", "Limited")]
    [InlineData("nv12", true, null, "cuda", "Bt601", "Limited")]
    [InlineData("nv12", false, "yuv444p", "yuv444p", "Bt601", "Limited")]
    [InlineData("bgr0", false, null, "cuda", "Bt470Bg", "Limited")]
    [InlineData("bgr0", true, null, "gbrp", "Rgb", "Full")]
    public void Plan_OfNvenc_LeavesPicturesOnTheDeviceUnlessThatWouldLoseWhatIsAsked(
        string device, bool lossless, string? asked, string encoded, string matrix, string range)
    {
        CudaDouble.Need();
        PixelFormat format = PixelFormat.Parse(device);
        var options = new VideoEncoderOptions
        {
            Hardware = HardwareAcceleration.Nvidia,
            Lossless = lossless,
            PixelFormat = asked is null ? null : PixelFormat.Parse(asked),
        };
        var shape = new PictureShape(Width, Height, PixelFormat.Parse("cuda"), ColorDescription.Unspecified.Resolve(format, Width, Height), format);

        EncoderCandidate plan = new VideoEncoderPlanner(Codec.H264, new FrameRate(30), options, true).Plan(shape).First();

        Assert.Null(plan.Refusal);
        Assert.Equal((encoded, lossless), (plan.Settings!.Format.Name, plan.Plan!.IsLossless));
        Assert.Equal((matrix, range), (plan.Settings.Color.Matrix.ToString(), plan.Settings.Color.Range.ToString()));
    }

    protected override void Release()
    {
        if (_context != 0)
        {
            CudaDouble.Free(_memory);
            Assert.Equal(0, CudaDouble.Entered);
            CudaDouble.DestroyContext(_context);
        }
    }

    private CudaFrames Frames()
    {
        CudaDouble.Need();
        _context = CudaDouble.CreateContext();
        _memory = CudaDouble.Allocate(_context, Pitch * Height * 3 / 2);
        return new CudaFrames(_context, Width, Height, PixelFormat.Nv12);
    }

    private sealed class PacketCounter : IObserver<EncodedPacket>
    {
        public int Packets { get; private set; }

        public bool IsCompleted { get; private set; }

        public void OnNext(EncodedPacket value) => Packets++;

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => throw error;
    }
}
