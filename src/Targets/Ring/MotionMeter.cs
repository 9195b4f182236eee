namespace GiftGrab;

/// <summary>Measures how much of a picture changed since the one before, on small gray copies.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class MotionMeter : IDisposable
{
    // A pixel of the copy stands for an area of the picture, whose noise is averaged out: what is left of it is below the step.
    private const int Width = 160;
    private const int Height = 90;
    private const int Step = 16;

    private VideoFrame? _last;

    /// <summary>The share of the picture, in percent, that is brighter or darker than in the one before; 0 for the first.</summary>
    public double Measure(VideoFrame frame)
    {
        VideoFrame now = Shrink(frame);
        VideoFrame? last = _last;
        _last = now;
        if (last is null)
        {
            return 0;
        }

        using (last)
        {
            int changed = 0;
            for (int row = 0; row < Height; row++)
            {
                ReadOnlySpan<byte> a = last.GetPlane(0).Slice(row * last.GetStride(0), Width);
                ReadOnlySpan<byte> b = now.GetPlane(0).Slice(row * now.GetStride(0), Width);
                for (int x = 0; x < Width; x++)
                {
                    changed += Math.Abs(a[x] - b[x]) >= Step ? 1 : 0;
                }
            }

            return changed * 100.0 / (Width * Height);
        }
    }

    public void Dispose()
    {
        _last?.Dispose();
        _last = null;
    }

    private static VideoFrame Shrink(VideoFrame frame)
    {
        VideoFrame source = frame.Format.IsHardware ? frame.ConvertTo(frame.DeviceFormat) : frame;
        VideoFrame small = VideoFrame.Create(Width, Height, PixelFormat.Gray8);
        try
        {
            Scaler.Convert(source, small);
            return small;
        }
        catch
        {
            small.Dispose();
            throw;
        }
    }
}
