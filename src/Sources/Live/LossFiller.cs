namespace GiftGrab;

/// <summary>Makes the frames that stand in for those that a lost source does not give.</summary>
internal sealed class LossFiller(LossPicture picture) : IDisposable
{
    private const string Words = "NO SIGNAL";
    private const byte Black = 16;
    private const byte Neutral = 128;
    private VideoFrame? _last;
    private VideoFrame? _shown;

    /// <summary>Keeps a delivered frame where it may have to stand in.</summary>
    public void Keep(VideoFrame frame)
    {
        if (picture != LossPicture.None && (picture == LossPicture.LastFrame || !IsLike(frame)))
        {
            _last?.Dispose();
            _last = frame.Retain();
        }
    }

    /// <summary>Makes a frame of a time, which the caller disposes; <see langword="null"/> where none is to be shown.</summary>
    public VideoFrame? Make(long timestamp)
    {
        if (_last is null)
        {
            return null;
        }

        if (picture != LossPicture.LastFrame && (_shown is null || !IsLike(_shown)))
        {
            _shown?.Dispose();
            _shown = Paint(_last);
        }

        VideoFrame frame = (picture == LossPicture.LastFrame ? _last : _shown!).ShareAt(timestamp);
        frame.IsSubstitute = true;
        frame.ArrivalTimestamp = 0;
        return frame;
    }

    public void Dispose()
    {
        _last?.Dispose();
        _shown?.Dispose();
        (_last, _shown) = (null, null);
    }

    private bool IsLike(VideoFrame frame) =>
        _last is not null && (_last.Width, _last.Height, _last.Format) == (frame.Width, frame.Height, frame.Format);

    private VideoFrame Paint(VideoFrame like)
    {
        using VideoFrame frame = VideoFrame.Create(like.Width, like.Height, PixelFormat.I420);
        Span<byte> luma = frame.GetWritablePlane(0);
        luma.Fill(Black);
        frame.GetWritablePlane(1).Fill(Neutral);
        frame.GetWritablePlane(2).Fill(Neutral);
        int most = Math.Min(like.Width / (Words.Length * DigitFont.Advance), like.Height / DigitFont.GlyphHeight);
        int scale = Math.Max(1, most / 2);
        if (picture == LossPicture.NoSignal && most > 0)
        {
            int x = (like.Width - (Words.Length * DigitFont.Advance * scale)) / 2;
            int y = (like.Height - (DigitFont.GlyphHeight * scale)) / 2;
            DigitFont.Write(luma, frame.GetStride(0), x, y, scale, Words);
        }

        VideoFrame painted = frame.ConvertTo(like.Format.IsHardware ? PixelFormat.I420 : like.Format).Retain();
        painted.CopyPropertiesFrom(like);
        return painted;
    }
}
