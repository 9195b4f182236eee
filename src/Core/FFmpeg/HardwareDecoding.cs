using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>The device side of a decoder: opens the device, offers it to the codec, and fetches the pictures.</summary>
internal sealed unsafe class HardwareDecoding : IDisposable
{
    /// <summary>The value of libavcodec/codec.h; an enumeration without a name there.</summary>
    private const int MethodDeviceContext = 1;

    private readonly bool _keepOnDevice;
    private HardwareDevice? _device;
    private VideoFrame? _scratch;
    private AVPixelFormat _format = AVPixelFormat.AV_PIX_FMT_NONE;
    private GCHandle _self;

    private HardwareDecoding(bool keepOnDevice) => _keepOnDevice = keepOnDevice;

    /// <summary>The device's own decoder; null where the codec's usual one drives the device.</summary>
    public AVCodec* Codec { get; private set; }

    /// <summary>The device that decodes.</summary>
    public HardwareAcceleration Active =>
        _device is null || FallbackReason is not null ? HardwareAcceleration.Off : _device.Kind;

    public string? FallbackReason { get; private set; }

    /// <summary>Where the decoder puts a picture before <see cref="Deliver"/> hands it on.</summary>
    public NativeFrame? Scratch => _scratch?.Native;

    /// <summary>Opens the device that was asked for; null where none was.</summary>
    /// <exception cref="VideoSourceException">The device was named and cannot decode this.</exception>
    public static HardwareDecoding? Prepare(AVCodecID codec, DecoderOptions options)
    {
        if (options.Hardware == HardwareAcceleration.Off)
        {
            return null;
        }

        var decoding = new HardwareDecoding(options.KeepOnDevice);
        HardwareAcceleration[] kinds = options.Hardware == HardwareAcceleration.Auto ? HardwareDevice.Kinds : [options.Hardware];
        var reasons = new List<string>();
        foreach (HardwareAcceleration kind in kinds)
        {
            if (decoding.TryUse(kind, codec, out string reason))
            {
                return decoding;
            }

            reasons.Add(reason);
        }

        decoding.FallbackReason = string.Join("; ", reasons);
        return options.Hardware == HardwareAcceleration.Auto ? decoding : throw new VideoSourceException(
            $"Decoding on {HardwareAccelerationNames.NameOf(options.Hardware)} is not possible: {decoding.FallbackReason}. "
            + "Hardware \"auto\" or \"off\" decodes on the processor.");
    }

    /// <summary>Whether this FFmpeg can decode a codec on a kind of device, where there is one.</summary>
    public static bool IsBuiltIn(HardwareAcceleration kind, AVCodecID id) => DecoderFor(kind, id) is not null;

    /// <summary>Gives the device to a codec that is not open yet.</summary>
    public void Attach(AVCodecContext* context)
    {
        if (_device is null)
        {
            return;
        }

        // Observers may hold this many pictures of the device's fixed pool while decoding goes on.
        const int heldByObservers = 16;
        _self = GCHandle.Alloc(this);
        context->opaque = (void*)GCHandle.ToIntPtr(_self);
        context->hw_device_ctx = _device.NewReference();
        context->extra_hw_frames = heldByObservers;
        context->get_format = new AVCodecContext_get_format_func
        {
            Pointer = (nint)(delegate* unmanaged[Cdecl]<AVCodecContext*, AVPixelFormat*, AVPixelFormat>)&ChooseFormat,
        };
        _scratch = VideoFrame.Rent();
    }

    /// <summary>Moves the picture in <see cref="Scratch"/> to where it is wanted.</summary>
    public void Deliver(NativeFrame target, string subject)
    {
        if (Scratch is null)
        {
            return;
        }

        AVFrame* source = Scratch.Pointer;
        if (_keepOnDevice || source->format != (int)_format)
        {
            ffmpeg.av_frame_move_ref(target.Pointer, source);
            return;
        }

        var pool = (AVHWFramesContext*)source->hw_frames_ctx->data;
        FrameBuffers.Allocate(target, source->width, source->height, PixelFormats.Of(pool->sw_format));
        FFmpegError.Check(
            ffmpeg.av_hwframe_transfer_data(target.Pointer, source, 0), nameof(ffmpeg.av_hwframe_transfer_data), subject);
        FFmpegError.Check(ffmpeg.av_frame_copy_props(target.Pointer, source), nameof(ffmpeg.av_frame_copy_props), subject);
        Scratch.Clear();
    }

    public void Dispose()
    {
        _device?.Dispose();
        _device = null;
        if (_self.IsAllocated)
        {
            _self.Free();
        }

        _scratch?.Dispose();
        _scratch = null;
    }

    private bool TryUse(HardwareAcceleration kind, AVCodecID id, out string reason)
    {
        AVCodec* codec = DecoderFor(kind, id);
        if (codec is null)
        {
            reason = $"{HardwareAccelerationNames.NameOf(kind)}: this FFmpeg does not decode {ffmpeg.avcodec_get_name(id)} on it";
            return false;
        }

        _device = HardwareDevice.TryOpen(kind, out reason);
        _format = FormatFor(codec, HardwareDevice.NativeKindOf(kind))!.Value;
        Codec = _device is not null && kind == HardwareAcceleration.QuickSync ? codec : null;
        return _device is not null;
    }

    // Quick Sync has decoders of its own; on other devices the codec's usual decoder does it.
    private static AVCodec* DecoderFor(HardwareAcceleration kind, AVCodecID id)
    {
        AVCodec* codec = kind == HardwareAcceleration.QuickSync
            ? ffmpeg.avcodec_find_decoder_by_name($"{ffmpeg.avcodec_get_name(id)}_qsv")
            : ffmpeg.avcodec_find_decoder(id);
        return codec is not null && FormatFor(codec, HardwareDevice.NativeKindOf(kind)) is not null ? codec : null;
    }

    private static AVPixelFormat? FormatFor(AVCodec* codec, AVHWDeviceType kind)
    {
        AVCodecHWConfig* config;
        for (int i = 0; (config = ffmpeg.avcodec_get_hw_config(codec, i)) is not null; i++)
        {
            if (config->device_type == kind && (config->methods & MethodDeviceContext) != 0)
            {
                return config->pix_fmt;
            }
        }

        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static AVPixelFormat ChooseFormat(AVCodecContext* context, AVPixelFormat* offered)
    {
        var self = (HardwareDecoding)GCHandle.FromIntPtr((nint)context->opaque).Target!;
        AVPixelFormat* format = offered;
        for (; *format != AVPixelFormat.AV_PIX_FMT_NONE; format++)
        {
            if (*format == self._format)
            {
                return *format;
            }
        }

        self.FallbackReason = $"{HardwareAccelerationNames.NameOf(self._device!.Kind)}: the device does not decode this kind of stream";

        // The formats of devices come first in the list, the processor's last.
        return format == offered ? AVPixelFormat.AV_PIX_FMT_NONE : format[-1];
    }
}
