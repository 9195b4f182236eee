namespace GiftGrab;

/// <summary>The last steps that a source's frames have in common: cropped, held until due, stamped, converted.</summary>
/// <param name="pace">When frames are due.</param>
/// <param name="format">What they are converted to; <see langword="null"/>: they stay as they are.</param>
/// <param name="time">The clock of pacing and capture times.</param>
internal sealed class FramePreparation(Pace pace, PixelFormat? format, TimeProvider time) : IDisposable
{
    private readonly Pacer? _pacer = pace.IsPaced ? new Pacer(time) : null;

    /// <summary>Takes a frame over and returns the one to deliver.</summary>
    /// <param name="frame">Numbered, with its timestamp; it is given back where this throws.</param>
    /// <param name="part">The part of the picture to deliver; <see langword="null"/>: all.</param>
    /// <param name="stop">Ends the wait.</param>
    public VideoFrame Prepare(VideoFrame frame, SubFrame? part, CancellationToken stop)
    {
        try
        {
            part?.Cut(frame);
            if (pace.DueTime(frame) is { } due)
            {
                _pacer!.WaitUntil(due, stop);
                frame.ClockOrigin = due == frame.Timestamp ? _pacer.Origin : 0;
            }

            frame.CaptureTime = time.GetUtcNow().UtcDateTime;
            return InFormat(frame, format);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    public void Dispose() => _pacer?.Dispose();

    /// <summary>Takes a frame over and returns it in the wanted format.</summary>
    public static VideoFrame InFormat(VideoFrame frame, PixelFormat? wanted)
    {
        if (wanted is null || frame.Format == wanted)
        {
            return frame;
        }

        VideoFrame view = frame.ConvertTo(wanted.Value).Retain();
        frame.Dispose();
        return view;
    }
}
