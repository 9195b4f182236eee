using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns FFmpeg's context of a device that decodes or encodes.</summary>
internal sealed unsafe class HardwareDevice : IDisposable
{
    /// <summary>The kinds in the order in which <see cref="HardwareAcceleration.Auto"/> tries them.</summary>
    public static readonly HardwareAcceleration[] Kinds =
        [HardwareAcceleration.Nvidia, HardwareAcceleration.VaApi, HardwareAcceleration.QuickSync];

    private static readonly Lazy<string> NodeProblem = new(() => RenderNodes.MissingPart(RenderNodes.Folder));
    private AVBufferRef* _context;

    private HardwareDevice(HardwareAcceleration kind, AVBufferRef* context)
    {
        Kind = kind;
        _context = context;
    }

    public HardwareAcceleration Kind { get; }

    /// <summary>FFmpeg's number of the device kind.</summary>
    public AVHWDeviceType NativeKind => NativeKindOf(Kind);

    public static AVHWDeviceType NativeKindOf(HardwareAcceleration kind) => kind switch
    {
        HardwareAcceleration.Nvidia => AVHWDeviceType.AV_HWDEVICE_TYPE_CUDA,
        HardwareAcceleration.VaApi => AVHWDeviceType.AV_HWDEVICE_TYPE_VAAPI,
        HardwareAcceleration.QuickSync => AVHWDeviceType.AV_HWDEVICE_TYPE_QSV,
        _ => AVHWDeviceType.AV_HWDEVICE_TYPE_NONE,
    };

    /// <summary>The format of pictures in the memory of a kind of device; none for the processor.</summary>
    public static PixelFormat FormatOf(HardwareAcceleration kind) => PixelFormats.Of(kind switch
    {
        HardwareAcceleration.Nvidia => AVPixelFormat.AV_PIX_FMT_CUDA,
        HardwareAcceleration.VaApi => AVPixelFormat.AV_PIX_FMT_VAAPI,
        HardwareAcceleration.QuickSync => AVPixelFormat.AV_PIX_FMT_QSV,
        _ => AVPixelFormat.AV_PIX_FMT_NONE,
    });

    /// <summary>Opens the first device of a kind.</summary>
    /// <param name="kind">A kind of device.</param>
    /// <param name="reason">Why it cannot be opened; empty where it can.</param>
    public static HardwareDevice? TryOpen(HardwareAcceleration kind, out string reason)
    {
        reason = MissingPart(kind);
        if (reason.Length > 0)
        {
            return null;
        }

        FFmpegLibraries.EnsureLoaded();
        AVBufferRef* context = null;
        int result = Create(kind, &context, out IReadOnlyList<string> complaints);
        if (result < 0)
        {
            reason = $"{HardwareAccelerationNames.NameOf(kind)}: the device does not open ({EncoderOpening.Reason(result, complaints)})";
            return null;
        }

        return new HardwareDevice(kind, context);
    }

    /// <summary>Opens the first device of a kind, to say whether that works, and closes it.</summary>
    public static HardwareDeviceCapability Describe(HardwareAcceleration kind)
    {
        using HardwareDevice? device = TryOpen(kind, out string reason);
        string name = HardwareAccelerationNames.NameOf(kind);
        return new HardwareDeviceCapability(kind, name, device is not null, device is null ? reason : null);
    }

    /// <summary>A new reference for a codec context, which frees it.</summary>
    public AVBufferRef* NewReference() => ffmpeg.av_buffer_ref(_context);

    /// <summary>Makes a pool of pictures in the device's memory, which an encoder or the copy of a picture to the device needs.</summary>
    /// <param name="format">The layout of the pixels there.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="size">How many pictures to begin with; some devices have no more than these.</param>
    /// <param name="pool">The pool's reference, which the caller gives back; null where it cannot be made.</param>
    /// <returns>Negative where it cannot be made.</returns>
    public int TryCreatePool(PixelFormat format, int width, int height, int size, AVBufferRef** pool)
    {
        *pool = ffmpeg.av_hwframe_ctx_alloc(_context);
        if (*pool is null)
        {
            return ffmpeg.AVERROR(ffmpeg.ENOMEM);
        }

        var frames = (AVHWFramesContext*)(*pool)->data;
        frames->format = FormatOf(Kind).ToNative();
        frames->sw_format = format.ToNative();
        frames->width = width;
        frames->height = height;
        frames->initial_pool_size = size;
        int result = ffmpeg.av_hwframe_ctx_init(*pool);
        if (result < 0)
        {
            ffmpeg.av_buffer_unref(pool);
        }

        return result;
    }

    public void Dispose()
    {
        AVBufferRef* context = _context;
        _context = null;
        ffmpeg.av_buffer_unref(&context);
    }

    private static int Create(HardwareAcceleration kind, AVBufferRef** context, out IReadOnlyList<string> complaints) =>
        FFmpegLog.Listen(() => ffmpeg.av_hwdevice_ctx_create(context, NativeKindOf(kind), null, null, 0), out complaints);

    /// <summary>What a kind of device needs and this machine lacks; empty where nothing is missing.</summary>
    /// <remarks>FFmpeg's own answer to a missing driver is "operation not permitted", which helps nobody.</remarks>
    public static string MissingPart(HardwareAcceleration kind) => kind switch
    {
        HardwareAcceleration.Nvidia => CudaDriver.MissingPart.Length > 0 ? $"cuda: {CudaDriver.MissingPart}" : string.Empty,
        HardwareAcceleration.VaApi or HardwareAcceleration.QuickSync => NodeProblem.Value.Length > 0
            ? $"{HardwareAccelerationNames.NameOf(kind)}: {NodeProblem.Value}"
            : string.Empty,
        _ => string.Empty,
    };
}
