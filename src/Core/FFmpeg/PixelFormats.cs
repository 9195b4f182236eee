using System.Collections.Concurrent;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>What the rest of the core needs to know of a pixel format.</summary>
internal sealed record PixelFormatDescription(
    string Name, int PlaneCount, int BitDepth, bool IsRgb, bool IsGray, bool IsHardware, bool HasAlpha, bool HasPalette, int ChromaShiftX, int ChromaShiftY);

/// <summary>Pixel formats as FFmpeg knows them.</summary>
internal static unsafe class PixelFormats
{
    public static readonly PixelFormat Bgra = Of(AVPixelFormat.AV_PIX_FMT_BGRA);
    public static readonly PixelFormat Bgr0 = Of(AVPixelFormat.AV_PIX_FMT_BGR0);
    public static readonly PixelFormat Bgr24 = Of(AVPixelFormat.AV_PIX_FMT_BGR24);
    public static readonly PixelFormat Rgb24 = Of(AVPixelFormat.AV_PIX_FMT_RGB24);
    public static readonly PixelFormat I420 = Of(AVPixelFormat.AV_PIX_FMT_YUV420P);
    public static readonly PixelFormat Nv12 = Of(AVPixelFormat.AV_PIX_FMT_NV12);
    public static readonly PixelFormat Uyvy = Of(AVPixelFormat.AV_PIX_FMT_UYVY422);
    public static readonly PixelFormat I444 = Of(AVPixelFormat.AV_PIX_FMT_YUV444P);
    public static readonly PixelFormat I420P10 = Of(AVPixelFormat.AV_PIX_FMT_YUV420P10LE);
    public static readonly PixelFormat Gray8 = Of(AVPixelFormat.AV_PIX_FMT_GRAY8);
    public static readonly PixelFormat Gray16 = Of(AVPixelFormat.AV_PIX_FMT_GRAY16LE);
    public static readonly PixelFormat Cuda = Of(AVPixelFormat.AV_PIX_FMT_CUDA);

    private static readonly ConcurrentDictionary<int, PixelFormatDescription> Known = new();
    private static readonly PixelFormatDescription Nothing = new("none", 0, 0, false, false, false, false, false, 0, 0);

    public static PixelFormat Of(AVPixelFormat format) => new((int)format);

    public static AVPixelFormat ToNative(this PixelFormat format) => (AVPixelFormat)format.Id;

    public static string NameOf(PixelFormat format) => Describe(format).Name;

    public static PixelFormat? Find(string name)
    {
        string native = name.ToLowerInvariant() switch
        {
            "i420" => "yuv420p",
            "uyvy" => "uyvy422",
            "gray8" => "gray",
            "gray16" => "gray16le",
            string other => other,
        };
        FFmpegLibraries.EnsureLoaded();
        AVPixelFormat format = ffmpeg.av_get_pix_fmt(native);
        return format == AVPixelFormat.AV_PIX_FMT_NONE ? null : Of(format);
    }

    public static PixelFormatDescription Describe(PixelFormat format) =>
        Known.TryGetValue(format.Id, out PixelFormatDescription? known) ? known : Known.GetOrAdd(format.Id, Read);

    /// <summary>The bytes of a plane's row that hold pixels.</summary>
    public static int RowBytes(PixelFormat format, int width, int plane) => FFmpegError.Check(
        ffmpeg.av_image_get_linesize(format.ToNative(), width, plane), nameof(ffmpeg.av_image_get_linesize), "a picture");

    private static PixelFormatDescription Read(int id)
    {
        FFmpegLibraries.EnsureLoaded();
        AVPixFmtDescriptor* descriptor = ffmpeg.av_pix_fmt_desc_get((AVPixelFormat)id);
        if (descriptor is null)
        {
            return Nothing;
        }

        bool Has(int flag) => (descriptor->flags & (ulong)flag) != 0;
        int depth = 0;
        for (uint i = 0; i < descriptor->nb_components; i++)
        {
            depth = Math.Max(depth, descriptor->comp[i].depth);
        }

        bool palette = Has(ffmpeg.AV_PIX_FMT_FLAG_PAL);
        return new PixelFormatDescription(
            NativeText.Read(descriptor->name),
            ffmpeg.av_pix_fmt_count_planes((AVPixelFormat)id),
            depth,
            Has(ffmpeg.AV_PIX_FMT_FLAG_RGB) || palette,
            descriptor->nb_components <= 2 && !Has(ffmpeg.AV_PIX_FMT_FLAG_RGB) && !palette && !Has(ffmpeg.AV_PIX_FMT_FLAG_HWACCEL),
            Has(ffmpeg.AV_PIX_FMT_FLAG_HWACCEL),
            Has(ffmpeg.AV_PIX_FMT_FLAG_ALPHA),
            palette,
            descriptor->log2_chroma_w,
            descriptor->log2_chroma_h);
    }
}
