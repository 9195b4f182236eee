namespace GiftGrab;

/// <summary>Paints the frames of a test pattern: copies what stands still, and draws what moves.</summary>
internal sealed class PatternPainter : IDisposable
{
    private const byte White = 235;
    private const byte Black = 16;
    private const byte Neutral = 128;

    // How long the lamp is lit at each full second: as long as the beep.
    private const long FlashNanoseconds = 40_000_000;
    private readonly VideoFrame _background;
    private readonly PatternLayout _layout;
    private readonly FrameRate _rate;
    private readonly byte[] _ramp;
    private readonly int _width;
    private readonly int _height;

    public PatternPainter(int width, int height, FrameRate rate)
    {
        _width = width;
        _height = height;
        _rate = rate;
        _layout = new PatternLayout(width, height);
        _background = PatternBackground.Paint(width, height);
        _ramp = new byte[width * 2];
        for (int i = 0; i < _ramp.Length; i++)
        {
            _ramp[i] = (byte)(Black + (i % width * (White - Black) / width));
        }
    }

    /// <summary>Paints a frame into new memory. The caller disposes it.</summary>
    public VideoFrame Paint(long number, long timestamp)
    {
        VideoFrame frame = VideoFrame.Create(_width, _height, PixelFormat.I420, _background.Color);
        for (int plane = 0; plane < 3; plane++)
        {
            _background.GetPlane(plane).CopyTo(frame.GetWritablePlane(plane));
        }

        Span<byte> luma = frame.GetWritablePlane(0);
        int stride = frame.GetStride(0);
        PaintLamp(frame, number, timestamp);
        PaintBall(frame, number);
        PaintRamp(luma, stride, number);
        PaintText(luma, stride, number, timestamp);
        PatternCode.Paint(luma, stride, _width, _height, number, timestamp / 1000);
        return frame;
    }

    public void Dispose() => _background.Dispose();

    private void PaintLamp(VideoFrame frame, long number, long timestamp)
    {
        // At a low rate no frame may fall into the 40 ms: then the first of the second flashes.
        bool isFirst = number == 0 || _rate.TimeOf(number - 1) / 1_000_000_000 != timestamp / 1_000_000_000;
        bool isLit = isFirst || timestamp % 1_000_000_000 < FlashNanoseconds;
        for (int y = 0; y < _layout.LampHeight; y++)
        {
            FillRow(frame, _layout.LampX, _layout.LampY + y, _layout.LampWidth, isLit ? White : Black);
        }
    }

    private void PaintBall(VideoFrame frame, long number)
    {
        int radius = _layout.BallRadius;
        double seconds = _rate.TimeOf(number) / 1e9;
        int x = Bounce(seconds * _width / 3, _width - (2 * radius)) + radius;
        int y = Bounce(seconds * _height / 4, PatternLayout.BandTop(_height) - (2 * radius)) + radius;
        for (int row = -radius; row < radius; row++)
        {
            int half = (int)Math.Sqrt((radius * radius) - (row * row));
            FillRow(frame, x - half, y + row, 2 * half, (byte)(White - (64 * Math.Abs(row) / radius)));
        }
    }

    private void PaintRamp(Span<byte> luma, int stride, long number)
    {
        int shift = (int)(number * Math.Max(1, _width / 120) % _width);
        for (int y = 0; y < _layout.RampHeight; y++)
        {
            _ramp.AsSpan(shift, _width).CopyTo(luma[((_layout.RampTop + y) * stride)..]);
        }
    }

    private void PaintText(Span<byte> luma, int stride, long number, long timestamp)
    {
        Span<char> text = stackalloc char[32];
        (number % 10_000_000).TryFormat(text, out int length, "D7", System.Globalization.CultureInfo.InvariantCulture);
        if (_layout.HasTime)
        {
            text[length++] = ' ';
            TimeSpan time = TimeSpan.FromTicks(timestamp / 100 % TimeSpan.TicksPerDay);
            time.TryFormat(text[length..], out int more, "hh\\:mm\\:ss\\.fff", System.Globalization.CultureInfo.InvariantCulture);
            length += more;
        }

        DigitFont.Write(luma, stride, _layout.TextX, _layout.TextY, _layout.TextScale, text[..length]);
    }

    private static void FillRow(VideoFrame frame, int x, int y, int width, byte luma)
    {
        frame.GetWritablePlane(0).Slice((y * frame.GetStride(0)) + x, width).Fill(luma);
        if (y % 2 == 0)
        {
            frame.GetWritablePlane(1).Slice((y / 2 * frame.GetStride(1)) + (x / 2), width / 2).Fill(Neutral);
            frame.GetWritablePlane(2).Slice((y / 2 * frame.GetStride(2)) + (x / 2), width / 2).Fill(Neutral);
        }
    }

    private static int Bounce(double way, int room)
    {
        if (room <= 0)
        {
            return 0;
        }

        int position = (int)(way % (2 * room));
        return position < room ? position : (2 * room) - position;
    }
}
