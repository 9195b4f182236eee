namespace GiftGrab;

/// <summary>Encodes pictures one by one, each standing alone, and keeps the encoder open while their shape stays.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class StillEncoder(StillFormat format, int quality) : IDisposable
{
    private Encoder? _encoder;
    private (int Width, int Height, PixelFormat Format, ColorDescription Color) _shape;
    private long _count;

    /// <summary>Encodes a picture.</summary>
    /// <param name="frame">In any format, also in a device's memory.</param>
    /// <param name="use">Gets the encoded bytes, valid during the call.</param>
    /// <exception cref="VideoTargetException">It cannot be encoded.</exception>
    public void Encode(VideoFrame frame, Action<ReadOnlySpan<byte>> use)
    {
        VideoFrame picture = frame.ConvertTo(StillFormats.PixelsFor(format, frame.DeviceFormat));
        Encoder encoder = EncoderFor(picture);
        encoder.Send(picture.Native, _count++, forceKey: true);
        using EncodedPacket packet = EncodedPacket.Rent();
        if (!encoder.TryReceive(packet))
        {
            throw new VideoTargetException($"The encoder {encoder.Name} kept frame {frame.Number} back.");
        }

        use(packet.Data);
    }

    public void Dispose() => _encoder?.Dispose();

    private Encoder EncoderFor(VideoFrame picture)
    {
        var shape = (picture.Width, picture.Height, picture.Format, picture.Color);
        if (_encoder is null || shape != _shape)
        {
            _encoder?.Dispose();
            _encoder = VideoEncoderOpening.Open(new VideoEncoderSettings
            {
                Encoder = StillFormats.EncoderOf(format),
                Width = picture.Width,
                Height = picture.Height,
                Format = picture.Format,
                Color = picture.Color,
                FrameRate = new FrameRate(1),
                TicksPerSecond = 1,
                QuantizerScale = format == StillFormat.Jpeg ? Mjpeg.ScaleOf(quality) : null,

                // More threads would keep pictures back.
                Threads = 1,
                Options = [],
            });
            _shape = shape;
        }

        return _encoder;
    }
}
