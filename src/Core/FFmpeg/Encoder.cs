using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns an open encoder of pictures or sound.</summary>
/// <remarks>One thread at a time. An encoder may keep frames back: after the last one, send <see langword="null"/>
/// and take the rest.</remarks>
internal sealed unsafe class Encoder : IDisposable
{
    private readonly NativeFrame _scratch = new();
    private readonly HardwareUpload? _upload;
    private readonly int _quality;
    private AVCodecContext* _context;
    private bool _hadFrames;

    internal Encoder(AVCodecContext* context, HardwareUpload? upload, FrameRate frameRate)
    {
        _context = context;
        _upload = upload;
        _quality = (context->flags & ffmpeg.AV_CODEC_FLAG_QSCALE) != 0 ? context->global_quality : 0;
        Name = NativeText.Read(context->codec->name);
        AVCodecParameters* parameters = ffmpeg.avcodec_parameters_alloc();
        try
        {
            FFmpegError.Check(
                ffmpeg.avcodec_parameters_from_context(parameters, context), nameof(ffmpeg.avcodec_parameters_from_context), Name);
            Stream = new EncodedStream(parameters, context->time_base, frameRate, Name);
        }
        finally
        {
            ffmpeg.avcodec_parameters_free(&parameters);
        }
    }

    /// <summary>FFmpeg's name of the encoder.</summary>
    public string Name { get; }

    /// <summary>What the packets belong to.</summary>
    public EncodedStream Stream { get; }

    /// <summary>Samples of each channel that a block of sound must have; 0: any number.</summary>
    public int BlockSize => _context->frame_size;

    /// <summary>Samples of each channel that the encoder puts before the first.</summary>
    public int Priming => _context->initial_padding;

    /// <summary>Hands a picture or block of sound over; then take what comes out until nothing does.</summary>
    /// <param name="frame">Stays the caller's, and unchanged.</param>
    /// <param name="time">When it is shown, in the stream's time base; above the one before.</param>
    /// <param name="forceKey">Whether a group of pictures begins with it.</param>
    public void Send(NativeFrame frame, long time, bool forceKey)
    {
        if (_upload is not null)
        {
            _upload.Copy(frame, _scratch);
        }
        else
        {
            _scratch.ReferTo(frame);
        }

        AVFrame* native = _scratch.Pointer;
        native->pts = time;
        native->quality = _quality;

        // What the decoder of the source thought a good kind of picture is none of this encoder's business.
        native->pict_type = forceKey ? AVPictureType.AV_PICTURE_TYPE_I : AVPictureType.AV_PICTURE_TYPE_NONE;
        native->key_frame = forceKey ? 1 : 0;
        int result = ffmpeg.avcodec_send_frame(_context, native);
        _scratch.Clear();
        Check(result, nameof(ffmpeg.avcodec_send_frame));
        _hadFrames = true;
    }

    /// <summary>Says that no frame follows; the rest can be taken.</summary>
    public void Finish()
    {
        int result = ffmpeg.avcodec_send_frame(_context, null);
        if (result != ffmpeg.AVERROR_EOF)
        {
            Check(result, nameof(ffmpeg.avcodec_send_frame));
        }
    }

    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">An empty packet, filled where there is one.</param>
    /// <returns>Whether there was one; if not, the encoder wants a frame, or has ended.</returns>
    public bool TryReceive(EncodedPacket packet)
    {
        int result = ffmpeg.avcodec_receive_packet(_context, packet.Native);
        if (result == FFmpegError.Again || result == ffmpeg.AVERROR_EOF)
        {
            return false;
        }

        Check(result, nameof(ffmpeg.avcodec_receive_packet));
        return true;
    }

    public void Dispose()
    {
        if (_context is null)
        {
            return;
        }

        AVCodecContext* context = _context;
        _context = null;
        EncoderClosing.Free(&context, _hadFrames);
        _upload?.Dispose();
        _scratch.Clear();
    }

    // No subject is built unless there is a failure: this runs for every frame.
    private void Check(int result, string function)
    {
        if (result < 0)
        {
            throw new FFmpegException(function, result, $"The encoder {Name}");
        }
    }
}
