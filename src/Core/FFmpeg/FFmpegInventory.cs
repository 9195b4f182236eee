using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>What the installed FFmpeg was built with.</summary>
internal static unsafe class FFmpegInventory
{
    public static string Version
    {
        get
        {
            FFmpegLibraries.EnsureLoaded();
            return ffmpeg.av_version_info();
        }
    }

    /// <summary>Loads what every recording needs; fails silently, as whoever needs a library is told why it cannot be used.</summary>
    public static void Load()
    {
        try
        {
            _ = ffmpeg.avformat_version();
            _ = ffmpeg.swscale_version();
        }
        catch (GiftGrabException)
        {
        }
    }

    public static LibraryCapability[] Libraries() => [.. FFmpegLibrary.All.Select(Describe)];

    public static DecoderCapability Decoder(string codec)
    {
        FFmpegLibraries.EnsureLoaded();
        AVCodecDescriptor* descriptor = ffmpeg.avcodec_descriptor_get_by_name(codec);
        if (descriptor is null)
        {
            return new DecoderCapability(codec, string.Empty, false, $"FFmpeg knows no codec {codec}", []);
        }

        AVCodec* decoder = ffmpeg.avcodec_find_decoder(descriptor->id);
        HardwareAcceleration[] hardware =
            [.. HardwareDevice.Kinds.Where(kind => HardwareDecoding.IsBuiltIn(kind, descriptor->id))];
        return decoder is null
            ? new DecoderCapability(codec, string.Empty, false, $"this FFmpeg has no decoder of {codec}", hardware)
            : new DecoderCapability(codec, NativeText.Read(decoder->name), true, null, hardware);
    }

    public static ContainerCapability Container(string name)
    {
        FFmpegLibraries.EnsureLoaded();
        string format = name.ToLowerInvariant() switch
        {
            "mkv" => "matroska",
            "ts" => "mpegts",
            "jpg" or "jpeg" or "png" => "image2",
            "h265" => "hevc",
            string other => other,
        };
        bool canRead = ffmpeg.av_find_input_format(format) is not null;
        bool canWrite = ffmpeg.av_guess_format(format, null, null) is not null;
        string? reason = (canRead, canWrite) switch
        {
            (true, true) => null,
            (true, false) => $"this FFmpeg reads {format} and does not write it",
            (false, true) => $"this FFmpeg writes {format} and does not read it",
            _ => $"this FFmpeg knows no container {format}",
        };
        return new ContainerCapability(name, canRead || canWrite ? format : string.Empty, canRead, canWrite, reason);
    }

    public static PixelFormatCapability[] PixelFormats()
    {
        FFmpegLibraries.EnsureLoaded();
        var found = new List<PixelFormatCapability>();
        AVPixFmtDescriptor* descriptor = null;
        while ((descriptor = ffmpeg.av_pix_fmt_desc_next(descriptor)) is not null)
        {
            AVPixelFormat native = ffmpeg.av_pix_fmt_desc_get_id(descriptor);
            PixelFormatDescription format = GiftGrab.PixelFormats.Describe(GiftGrab.PixelFormats.Of(native));
            found.Add(new PixelFormatCapability(
                format.Name,
                format.BitDepth,
                format.PlaneCount,
                format.IsHardware,
                ffmpeg.sws_isSupportedInput(native) != 0,
                ffmpeg.sws_isSupportedOutput(native) != 0));
        }

        return [.. found];
    }

    private static LibraryCapability Describe(FFmpegLibrary library)
    {
        try
        {
            FFmpegLibraries.EnsureLoaded();
            uint number = library.Version();
            return new LibraryCapability(library.FileName, true, $"{number >> 16}.{(number >> 8) & 0xFF}.{number & 0xFF}", null);
        }
        catch (Exception error) when (error is GiftGrabException or DllNotFoundException)
        {
            return new LibraryCapability(library.FileName, false, null, error.Message);
        }
    }
}
