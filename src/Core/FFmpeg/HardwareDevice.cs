using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns FFmpeg's context of a device that decodes or encodes.</summary>
internal sealed unsafe class HardwareDevice : IDisposable
{
    /// <summary>The kinds in the order in which <see cref="HardwareAcceleration.Auto"/> tries them.</summary>
    public static readonly HardwareAcceleration[] Kinds =
        [HardwareAcceleration.Nvidia, HardwareAcceleration.VaApi, HardwareAcceleration.QuickSync];

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
        int result = ffmpeg.av_hwdevice_ctx_create(&context, NativeKindOf(kind), null, null, 0);
        if (result < 0)
        {
            reason = $"{HardwareAccelerationNames.NameOf(kind)}: the device does not open ({FFmpegError.Describe(result)})";
            return null;
        }

        return new HardwareDevice(kind, context);
    }

    /// <summary>A new reference for a codec context, which frees it.</summary>
    public AVBufferRef* NewReference() => ffmpeg.av_buffer_ref(_context);

    public void Dispose()
    {
        AVBufferRef* context = _context;
        _context = null;
        ffmpeg.av_buffer_unref(&context);
    }

    // FFmpeg's own answer to a missing driver is "operation not permitted", which helps nobody.
    private static string MissingPart(HardwareAcceleration kind)
    {
        if (kind == HardwareAcceleration.Nvidia)
        {
            if (!NativeLibrary.TryLoad("libcuda.so.1", out nint driver))
            {
                return "cuda: no NVIDIA driver (libcuda.so.1 is not installed)";
            }

            NativeLibrary.Free(driver);
            return string.Empty;
        }

        bool hasNode = Directory.Exists("/dev/dri") && Directory.EnumerateFiles("/dev/dri", "renderD*").Any();
        return hasNode ? string.Empty : $"{HardwareAccelerationNames.NameOf(kind)}: no render node (/dev/dri/renderD* does not exist)";
    }
}
