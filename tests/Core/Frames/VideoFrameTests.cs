using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class VideoFrameTests : LeakChecked
{
    [Fact]
    public void ConvertTo_AskedTwice_GivesTheSameViewOnce()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);

        VideoFrame first = frame.ConvertTo(PixelFormat.I420);
        VideoFrame second = frame.ConvertTo(PixelFormat.I420);

        Assert.Same(first, second);
        Assert.Same(frame, frame.ConvertTo(PixelFormat.Bgra));
    }

    [Fact]
    public async Task ConvertTo_FromManyThreads_MakesOneView()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);

        VideoFrame[] views = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => frame.ConvertTo(PixelFormat.I420))));

        Assert.All(views, view => Assert.Same(views[0], view));
    }

    [Fact]
    public void ToWritable_OfAViewThatOthersHoldToo_IsACopy()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);
        using VideoFrame other = frame.Retain();
        VideoFrame shared = other.ConvertTo(PixelFormat.I420);
        byte[] before = shared.GetPlane(0).ToArray();

        using VideoFrame own = frame.ConvertTo(PixelFormat.I420).ToWritable();
        own.GetWritablePlane(0).Fill(7);

        Assert.Equal(before, shared.GetPlane(0).ToArray());
        Assert.Throws<InvalidOperationException>(() => shared.GetWritablePlane(0).Clear());
    }

    [Fact]
    public void ToWritable_OfAViewThatNobodyElseHolds_CopiesNothing()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);
        nint memory = frame.ConvertTo(PixelFormat.I420).GetPointer(0);

        using VideoFrame own = frame.ConvertTo(PixelFormat.I420).ToWritable();
        own.GetWritablePlane(0).Fill(7);

        Assert.Equal(memory, own.GetPointer(0));
        Assert.NotEqual(7, frame.ConvertTo(PixelFormat.I420).GetPlane(0)[0]);
    }

    [Fact]
    public void Retain_OfAView_KeepsItBeyondItsFrameAndMakesItTheHolders()
    {
        VideoFrame frame = Gradient(PixelFormat.Bgra);
        using VideoFrame view = frame.ConvertTo(PixelFormat.I420).Retain();
        frame.Dispose();

        view.GetWritablePlane(0).Fill(7);

        Assert.Equal(7, view.GetPlane(0)[0]);
    }

    [Fact]
    public void Palette_GoesWithThePictureThroughCopiesAndConversions()
    {
        using VideoFrame frame = VideoFrame.Create(33, 17, PixelFormat.Parse("pal8"));
        frame.GetWritablePlane(0).Fill(200);
        Marshal.WriteInt32(frame.GetPointer(1), 200 * 4, unchecked((int)0xFF102030));
        using VideoFrame held = frame.Retain();

        using VideoFrame own = frame.ToWritable();
        using VideoFrame packed = frame.ToPacked(frame.Format);
        VideoFrame[] all = [frame, own, packed];

        Assert.All(all, picture => Assert.Equal([0x30, 0x20, 0x10, 0xFF], picture.ConvertTo(PixelFormat.Bgra).GetPlane(0)[..4].ToArray()));
    }

    [Theory]
    [InlineData("bgra")]
    [InlineData("yuv420p")]
    [InlineData("bgr24")]
    public void ToPacked_LeavesNoGapBetweenRowsAndPlanes(string format)
    {
        using VideoFrame frame = VideoFrame.Create(322, 242, PixelFormat.Bgra);
        frame.Number = 7;
        frame.Timestamp = 123;

        using VideoFrame packed = frame.ToPacked(PixelFormat.Parse(format));

        for (int plane = 0; plane < packed.PlaneCount; plane++)
        {
            Assert.NotEqual(0, packed.GetStride(plane) % 64);
            if (plane > 0)
            {
                Assert.Equal(packed.GetPointer(plane - 1) + packed.GetPlane(plane - 1).Length, packed.GetPointer(plane));
            }
        }

        Assert.Equal((7L, 123L), (packed.Number, packed.Timestamp));
        Assert.NotEqual(frame.GetPointer(0), packed.GetPointer(0));
    }

    [Fact]
    public void ShareAt_IsTheSamePixelsAtAnotherTime()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);
        frame.Timestamp = 123;

        using VideoFrame moved = frame.ShareAt(456);

        Assert.Equal(frame.GetPointer(0), moved.GetPointer(0));
        Assert.Equal((123L, 456L), (frame.Timestamp, moved.Timestamp));
        Assert.Equal(frame.Color, moved.Color);
    }

    [Fact]
    public void ConvertTo_CarriesIdentityAndSaysWhichMatrixWasUsed()
    {
        using VideoFrame frame = VideoFrame.Create(1280, 720, PixelFormat.Bgra);
        frame.Number = 7;
        frame.Timestamp = 123;

        VideoFrame view = frame.ConvertTo(PixelFormat.I420);

        Assert.Equal((7L, 123L), (view.Number, view.Timestamp));
        Assert.Equal((ColorMatrix.Bt709, ColorRange.Limited), (view.Color.Matrix, view.Color.Range));
    }

    [Theory]
    [InlineData("yuv420p", 320, 240, ColorMatrix.Bt601, ColorRange.Limited)]
    [InlineData("yuv420p", 1920, 1080, ColorMatrix.Bt709, ColorRange.Limited)]
    [InlineData("yuvj420p", 320, 240, ColorMatrix.Bt601, ColorRange.Full)]
    [InlineData("bgra", 320, 240, ColorMatrix.Rgb, ColorRange.Full)]
    [InlineData("gray16le", 320, 240, ColorMatrix.Bt601, ColorRange.Full)]
    public void Color_Unspecified_IsWhatIsUsualForFormatAndSize(
        string format, int width, int height, ColorMatrix matrix, ColorRange range)
    {
        using VideoFrame frame = VideoFrame.Create(width, height, PixelFormat.Parse(format));

        Assert.Equal((matrix, range), (frame.Color.Matrix, frame.Color.Range));
    }

    [Theory]
    [InlineData("bgra", "yuv420p")]
    [InlineData("bgra", "nv12")]
    [InlineData("bgra", "uyvy422")]
    [InlineData("bgra", "yuv444p")]
    [InlineData("bgra", "yuv420p10le")]
    [InlineData("bgra", "gray16le")]
    [InlineData("bgra", "rgba64le")]
    [InlineData("gray16le", "gray")]
    public void ConvertTo_ThereAndBack_KeepsASmoothPicture(string from, string to)
    {
        using VideoFrame frame = Gradient(PixelFormat.Parse(from));

        VideoFrame back = frame.ConvertTo(PixelFormat.Parse(to)).ConvertTo(PixelFormat.Parse(from));

        Assert.InRange(WorstDifference(frame, back), 0, 6);
    }

    [Fact]
    public void Use_AfterGivenBack_Raises()
    {
        VideoFrame frame = Gradient(PixelFormat.Gray8);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Width);
        Assert.Throws<ObjectDisposedException>(() => frame.GetPlane(0).Length);
        Assert.Throws<ObjectDisposedException>(() => frame.Retain());
        Assert.Throws<ObjectDisposedException>(frame.Dispose);
    }

    [Fact]
    public void Retain_KeepsPixelsBeyondTheFirstDispose()
    {
        VideoFrame frame = Gradient(PixelFormat.Gray8);
        byte[] before = frame.GetPlane(0).ToArray();

        VideoFrame kept = frame.Retain();
        frame.Dispose();

        Assert.Equal(before, kept.GetPlane(0).ToArray());
        kept.Dispose();
    }

    [Fact]
    public void GetWritablePlane_SharedFrame_IsRefused()
    {
        using VideoFrame frame = Gradient(PixelFormat.Gray8);
        using VideoFrame second = frame.Retain();

        var error = Assert.Throws<InvalidOperationException>(() => frame.GetWritablePlane(0).Length);
        Assert.Contains("ToWritable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToWritable_SharedFrame_CopiesAndLeavesTheOriginalAlone()
    {
        using VideoFrame frame = Gradient(PixelFormat.Bgra);
        using VideoFrame second = frame.Retain();
        byte[] before = frame.GetPlane(0).ToArray();

        using VideoFrame copy = frame.ToWritable();
        copy.GetWritablePlane(0).Fill(9);

        Assert.Equal(before, frame.GetPlane(0).ToArray());
        Assert.All(copy.GetPlane(0).ToArray(), value => Assert.Equal(9, value));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    public void Create_ImpossibleSize_NamesIt(int width, int height)
    {
        var error = Assert.Throws<GiftGrabException>(() => VideoFrame.Create(width, height, PixelFormat.Bgra));

        Assert.Contains($"{width}x{height}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_UnknownPixelFormat_NamesItAndSomeThatAreKnown()
    {
        var error = Assert.Throws<FormatException>(() => PixelFormat.Parse("rainbow"));

        Assert.Contains("\"rainbow\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("yuv420p", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_InSteadyState_AllocatesNothingManaged()
    {
        void Cycle()
        {
            using VideoFrame frame = VideoFrame.Create(64, 48, PixelFormat.Bgra);
            _ = frame.ConvertTo(PixelFormat.I420).ConvertTo(PixelFormat.I444);
        }

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
    }

    private static VideoFrame Gradient(PixelFormat format)
    {
        VideoFrame frame = VideoFrame.Create(64, 48, format);
        int bytesPerPixel = frame.GetPlane(0).Length / 48 / 64;
        Span<byte> plane = frame.GetWritablePlane(0);
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64 * bytesPerPixel; x++)
            {
                plane[(y * frame.GetStride(0)) + x] = (byte)(40 + (x / bytesPerPixel) + (y / 2));
            }
        }

        return frame;
    }

    private static int WorstDifference(VideoFrame a, VideoFrame b)
    {
        int worst = 0;
        ReadOnlySpan<byte> left = a.GetPlane(0), right = b.GetPlane(0);
        for (int i = 0; i < left.Length; i++)
        {
            bool alpha = a.Format == PixelFormat.Bgra && i % 4 == 3;
            bool lowByte = a.Format == PixelFormat.Gray16 && i % 2 == 0;
            if (!alpha && !lowByte)
            {
                worst = Math.Max(worst, Math.Abs(left[i] - right[i]));
            }
        }

        return worst;
    }
}
