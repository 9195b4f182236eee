using FFmpeg.AutoGen;
using GiftGrab.Color;
using GiftGrab.Tests.Color;

namespace GiftGrab.Benchmarks.Color;

/// <summary>
/// FFmpeg's scaler on one thread, between pictures of its own memory, aligned as it likes them.
/// </summary>
internal sealed unsafe class SwscalePeer : IDisposable
{
    private readonly SwsContext* _context;
    private readonly AVFrame* _source;
    private readonly AVFrame* _target;

    static SwscalePeer() => FFmpegLibraries.EnsureLoaded();

    /// <summary>What it does where nobody asks for more.</summary>
    public const int Default = ffmpeg.SWS_BICUBIC;

    /// <summary>As near to exact arithmetic as it comes.</summary>
    public const int Accurate = ffmpeg.SWS_BICUBIC | ffmpeg.SWS_ACCURATE_RND | ffmpeg.SWS_FULL_CHR_H_INT;

    public SwscalePeer(PictureLayout from, PictureLayout to, int width, int height, int flags)
    {
        _context = ffmpeg.sws_getContext(
            width, height, Format(from), width, height, Format(to), flags, null, null, null);
        if (_context is null)
        {
            throw new InvalidOperationException($"sws_getContext has no conversion from {from} to {to}.");
        }

        _source = Allocate(from, width, height);
        _target = Allocate(to, width, height);
    }

    /// <summary>Copies the picture that is to be converted.</summary>
    public void Load(TestPicture picture) => Copy(picture, _source, intoFrame: true);

    /// <summary>Converts.</summary>
    public void Convert() => Check(ffmpeg.sws_scale_frame(_context, _target, _source), nameof(ffmpeg.sws_scale_frame));

    /// <summary>Copies the converted picture out.</summary>
    public void Store(TestPicture picture) => Copy(picture, _target, intoFrame: false);

    public void Dispose()
    {
        AVFrame* source = _source;
        AVFrame* target = _target;
        ffmpeg.av_frame_free(&source);
        ffmpeg.av_frame_free(&target);
        ffmpeg.sws_freeContext(_context);
    }

    private static AVFrame* Allocate(PictureLayout layout, int width, int height)
    {
        AVFrame* frame = ffmpeg.av_frame_alloc();
        frame->width = width;
        frame->height = height;
        frame->format = (int)Format(layout);
        Check(ffmpeg.av_frame_get_buffer(frame, 0), nameof(ffmpeg.av_frame_get_buffer));
        return frame;
    }

    private static void Copy(TestPicture picture, AVFrame* frame, bool intoFrame)
    {
        PictureView view = picture.View;
        for (uint plane = 0; plane < 3; plane++)
        {
            byte* from = plane switch { 0 => view.Plane0, 1 => view.Plane1, _ => view.Plane2 };
            int stride = plane switch { 0 => view.Stride0, 1 => view.Stride1, _ => view.Stride2 };
            (int bytes, int rows) = TestPicture.Extent(picture.Layout, (int)plane, picture.Width, picture.Height);
            for (int row = 0; row < rows; row++)
            {
                var inPicture = new Span<byte>(from + (row * stride), bytes);
                var inFrame = new Span<byte>(frame->data[plane] + (row * frame->linesize[plane]), bytes);
                (intoFrame ? inPicture : inFrame).CopyTo(intoFrame ? inFrame : inPicture);
            }
        }
    }

    private static void Check(int result, string function)
    {
        if (result < 0)
        {
            throw new InvalidOperationException($"{function} failed with {result}.");
        }
    }

    private static AVPixelFormat Format(PictureLayout layout) => layout switch
    {
        PictureLayout.Bgra => AVPixelFormat.AV_PIX_FMT_BGRA,
        PictureLayout.Bgr24 => AVPixelFormat.AV_PIX_FMT_BGR24,
        PictureLayout.Uyvy => AVPixelFormat.AV_PIX_FMT_UYVY422,
        PictureLayout.Nv12 => AVPixelFormat.AV_PIX_FMT_NV12,
        PictureLayout.I420 => AVPixelFormat.AV_PIX_FMT_YUV420P,
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "The benchmark has no such layout."),
    };
}
