namespace GiftGrab.Tests;

/// <summary>Feeds pictures to an encoder and keeps its packets.</summary>
internal static class EncoderRun
{
    /// <summary>A picture whose columns move with its number.</summary>
    public static VideoFrame Picture(int number, int width = 64, int height = 64, PixelFormat? format = null, long? timestamp = null)
    {
        VideoFrame frame = VideoFrame.Create(width, height, format ?? PixelFormat.I420);
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            Span<byte> bytes = frame.GetWritablePlane(plane);
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((i * (plane + 3)) + (number * 5));
            }
        }

        frame.Number = number;
        frame.Timestamp = timestamp ?? new FrameRate(30).TimeOf(number);
        frame.CaptureTime = DateTime.UnixEpoch.AddSeconds(number);
        return frame;
    }

    /// <summary>Encodes pictures to the end.</summary>
    public static PacketLog Encode(VideoEncoder encoder, int count, Action<int>? before = null, Func<int, VideoFrame>? picture = null)
    {
        var log = new PacketLog();
        encoder.Attach(log);
        for (int i = 0; i < count; i++)
        {
            before?.Invoke(i);
            using VideoFrame frame = (picture ?? (number => Picture(number)))(i);
            encoder.OnNext(frame);
        }

        encoder.OnCompleted();
        return log;
    }
}
