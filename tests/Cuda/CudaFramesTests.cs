namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class CudaFramesTests : LeakChecked
{
    private const int Width = 64;
    private const int Height = 48;
    private const int Pitch = 512;
    private readonly List<nint> _memory = [];
    private nint _context;

    [SkippableTheory]
    [InlineData("nv12")]
    [InlineData("p010le")]
    [InlineData("yuv444p")]
    [InlineData("bgr0")]
    [InlineData("rgb0")]
    public void Wrap_EveryFormat_IsAViewOfTheMemoryAndCopiesNothing(string name)
    {
        PixelFormat format = PixelFormat.Parse(name);
        using CudaFrames frames = Frames(format);
        nint memory = Allocate(Pitch * Height * 3);
        (long host, long device) = (CudaDouble.HostCopies, CudaDouble.DeviceCopies);

        using VideoFrame frame = frames.Wrap(memory, Pitch, 40_000_000);

        Assert.Equal(("cuda", Width, Height), (frame.Format.Name, frame.Width, frame.Height));
        Assert.Equal((0L, 40_000_000L), (frame.Number, frame.Timestamp));
        Assert.Equal(Enumerable.Range(0, format.PlaneCount).Select(plane => memory + (plane * Pitch * Height)), Planes(frame, format));
        Assert.All(Enumerable.Range(0, format.PlaneCount), plane => Assert.Equal(Pitch, frame.GetStride(plane)));
        Assert.Equal(format, frame.DeviceFormat);
        Assert.Equal((host, device), (CudaDouble.HostCopies, CudaDouble.DeviceCopies));
    }

    [SkippableFact]
    public void Wrap_WhenTheLastReferenceGoes_CallsBackOnceWithTheAddress()
    {
        using CudaFrames frames = Frames(PixelFormat.Nv12);
        nint memory = Allocate(Pitch * Height * 2);
        var released = new List<nint>();
        VideoFrame frame = frames.Wrap(memory, Pitch, 0, released.Add);
        VideoFrame kept = frame.Retain();

        frame.Dispose();
        Assert.Empty(released);
        kept.Dispose();

        Assert.Equal([memory], released);
    }

    [SkippableFact]
    public void Wrap_WithFramesDisposedFirst_StaysGoodAndIsReleased()
    {
        CudaFrames frames = Frames(PixelFormat.Nv12);
        nint memory = Allocate(Pitch * Height * 2);
        int released = 0;
        VideoFrame frame = frames.Wrap(memory, Pitch, 0, _ => released++);

        frames.Dispose();
        Assert.Equal(Width, frame.ConvertTo(PixelFormat.Nv12).Width);
        frame.Dispose();

        Assert.Equal(1, released);
        Assert.Throws<ObjectDisposedException>(() => frames.Wrap(memory, Pitch, 0));
    }

    [SkippableFact]
    public void Wrap_WhoseCallbackThrows_GivesTheFrameBackAllTheSame()
    {
        using CudaFrames frames = Frames(PixelFormat.Bgr0);
        VideoFrame frame = frames.Wrap(Allocate(Pitch * Height), Pitch, 0, _ => throw new InvalidOperationException("no"));

        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Width);
    }

    [SkippableFact]
    public void ConvertTo_OfAWrappedPicture_DownloadsItsPixels()
    {
        using CudaFrames frames = Frames(PixelFormat.Bgr0);
        nint memory = Allocate(Pitch * Height);
        Fill(memory, Pitch, Width * 4, Height, (x, y) => (byte)(x + (3 * y)));
        using VideoFrame frame = frames.Wrap(memory, Pitch, 7, null);

        VideoFrame local = frame.ConvertTo(PixelFormat.Bgr0);

        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = local.GetPlane(0).Slice(y * local.GetStride(0), Width * 4);
            for (int x = 0; x < row.Length; x++)
            {
                Assert.Equal((byte)(x + (3 * y)), row[x]);
            }
        }

        Assert.Equal(7, local.Timestamp);
        Assert.Same(local, frame.ConvertTo(PixelFormat.Bgr0));
    }

    [SkippableFact]
    public void ConvertTo_AnotherFormat_ConvertsAfterTheDownload()
    {
        using CudaFrames frames = Frames(PixelFormat.Nv12);
        nint memory = Allocate(Pitch * Height * 3 / 2);
        Fill(memory, Pitch, Width, Height, (_, _) => 235);
        Fill(memory + (Pitch * Height), Pitch, Width, Height / 2, (_, _) => 128);
        using VideoFrame frame = frames.Wrap(memory, Pitch, 0);

        VideoFrame white = frame.ConvertTo(PixelFormat.Bgra);

        Assert.Equal([255, 255, 255, 255], white.GetPlane(0)[..4].ToArray());
    }

    [SkippableFact]
    public void GetPlane_OfAWrappedPicture_SaysWhereThePixelsAre()
    {
        using CudaFrames frames = Frames(PixelFormat.Bgr0);
        using VideoFrame frame = frames.Wrap(Allocate(Pitch * Height), Pitch, 0);

        var error = Assert.Throws<NotSupportedException>(() => frame.GetPlane(0).Length);
        Assert.Contains("ConvertTo", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.GetStride(1));
    }

    [SkippableFact]
    public void Copy_OfPlanesThatLieApart_JoinsThemOnTheDeviceAlone()
    {
        const nint stream = 0x1234;
        using CudaFrames frames = Frames(PixelFormat.Nv12, stream);
        nint luma = Allocate(128 * Height), chroma = Allocate(256 * Height / 2);
        Fill(luma, 128, Width, Height, (x, y) => (byte)(x + y));
        Fill(chroma, 256, Width, Height / 2, (x, y) => (byte)(200 - x - y));
        (long host, long device, long waits) = (CudaDouble.HostCopies, CudaDouble.DeviceCopies, CudaDouble.Synchronizations);

        using VideoFrame frame = frames.Copy([new(luma, 128), new(chroma, 256)], 0);

        Assert.Equal((host, device + 2, waits + 1), (CudaDouble.HostCopies, CudaDouble.DeviceCopies, CudaDouble.Synchronizations));
        Assert.Equal(stream, CudaDouble.LastStream);
        VideoFrame local = frame.ConvertTo(PixelFormat.Nv12);
        Assert.Equal((byte)(10 + 5), local.GetPlane(0)[(5 * local.GetStride(0)) + 10]);
        Assert.Equal((byte)(200 - 10 - 5), local.GetPlane(1)[(5 * local.GetStride(1)) + 10]);
    }

    [SkippableFact]
    public void Copy_WithTheWrongNumberOfPlanes_SaysHowMany()
    {
        using CudaFrames frames = Frames(PixelFormat.Nv12);

        var error = Assert.Throws<GiftGrabException>(() => frames.Copy([new(0, Pitch)], 0));
        Assert.Equal("A picture in nv12 has 2 planes, not 1.", error.Message);
    }

    [SkippableFact]
    public void Wrap_AnAddressThatIsNone_NamesIt()
    {
        using CudaFrames frames = Frames(PixelFormat.Bgr0);

        var error = Assert.Throws<GiftGrabException>(() => frames.Wrap(0x1000, Pitch, 0));
        Assert.StartsWith("The address 0x1000 is not in CUDA memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("CUDA_ERROR_INVALID_VALUE: invalid argument", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Wrap_APictureThatEndsBehindItsMemory_SaysBothSizes()
    {
        using CudaFrames frames = Frames(PixelFormat.Nv12);
        nint memory = Allocate(Pitch * Height);

        var error = Assert.Throws<GiftGrabException>(() => frames.Wrap(memory, Pitch, 0));
        Assert.Equal(
            $"The picture needs {Pitch * Height * 3 / 2} bytes from address 0x{memory:x} on; its allocation ends after {Pitch * Height}.",
            error.Message);
    }

    [SkippableFact]
    public void Wrap_APitchBelowTheRow_SaysTheLeast()
    {
        using CudaFrames frames = Frames(PixelFormat.Bgr0);

        var error = Assert.Throws<GiftGrabException>(() => frames.Wrap(0x1000, 255, 0));
        Assert.Equal("The pitch 255 is too small for 64 columns of bgr0; allowed are 256 bytes and more.", error.Message);
    }

    [Theory]
    [InlineData(64, 48, "bgra", "The pixel format bgra is none of frames in CUDA memory; allowed are nv12, p010le, yuv444p, bgr0, rgb0.")]
    [InlineData(0, 48, "bgr0", "A picture of 0x48 cannot be made; allowed are 1x1 to 8192x8192.")]
    [InlineData(64, 9000, "bgr0", "A picture of 64x9000 cannot be made; allowed are 1x1 to 8192x8192.")]
    [InlineData(64, 47, "nv12", "A picture of 64x47 cannot be in nv12; its sides must be even.")]
    public void Frames_OfAnImpossibleKind_SayWhatIsAllowed(int width, int height, string format, string message)
    {
        var error = Assert.Throws<GiftGrabException>(() => new CudaFrames(0x77, width, height, PixelFormat.Parse(format)));
        Assert.Equal(message, error.Message);
    }

    [SkippableFact]
    public void Frames_OfNoContext_NameIt()
    {
        CudaDouble.Need();

        var error = Assert.Throws<GiftGrabException>(() => new CudaFrames(0x77, Width, Height, PixelFormat.Bgr0));
        Assert.Equal("0x77 is no CUDA context that can be used (CUDA_ERROR_INVALID_CONTEXT: invalid device context).", error.Message);
    }

    [SkippableFact]
    public void Wrap_InSteadyState_AllocatesNothingManagedAndLeavesEveryContext()
    {
        using CudaFrames frames = Frames(PixelFormat.Nv12);
        nint memory = Allocate(Pitch * Height * 2);
        int released = 0;
        Action<nint> count = _ => released++;
        void Cycle() => frames.Wrap(memory, Pitch, 0, count).Dispose();

        for (int i = 0; i < 100; i++)
        {
            Cycle();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Cycle();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1100, released);
        Assert.Equal(0, CudaDouble.Entered);
    }

    [SkippableFact]
    public void Copy_Repeated_ReusesTheMemoryOfThePool()
    {
        CudaFrames frames = Frames(PixelFormat.Bgr0);
        nint memory = Allocate(Pitch * Height);
        long before = CudaDouble.Allocations;
        for (int i = 0; i < 10; i++)
        {
            frames.Copy([new(memory, Pitch)], i).Dispose();
        }

        Assert.Equal(before + 1, CudaDouble.Allocations);
        frames.Dispose();
        Assert.Equal(before, CudaDouble.Allocations);
    }

    protected override void Release()
    {
        _memory.ForEach(CudaDouble.Free);
        if (_context != 0)
        {
            Assert.Equal(0, CudaDouble.Entered);
            CudaDouble.DestroyContext(_context);
        }
    }

    private static IEnumerable<nint> Planes(VideoFrame frame, PixelFormat format) => Enumerable.Range(0, format.PlaneCount).Select(frame.GetPointer);

    private static unsafe void Fill(nint memory, int pitch, int bytes, int rows, Func<int, int, byte> value)
    {
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < bytes; x++)
            {
                ((byte*)memory)[(y * pitch) + x] = value(x, y);
            }
        }
    }

    private CudaFrames Frames(PixelFormat format, nint stream = 0)
    {
        CudaDouble.Need();
        _context = CudaDouble.CreateContext();
        return new CudaFrames(_context, Width, Height, format, stream);
    }

    private nint Allocate(int bytes)
    {
        nint address = CudaDouble.Allocate(_context, bytes);
        _memory.Add(address);
        return address;
    }
}
