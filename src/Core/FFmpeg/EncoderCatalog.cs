using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>The encoders that this FFmpeg has.</summary>
internal static unsafe class EncoderCatalog
{
    /// <summary>Whether this FFmpeg was built with an encoder.</summary>
    public static bool Has(string encoder)
    {
        FFmpegLibraries.EnsureLoaded();
        return ffmpeg.avcodec_find_encoder_by_name(encoder) is not null;
    }

    /// <summary>Finds an encoder by FFmpeg's name.</summary>
    /// <exception cref="VideoTargetException">This FFmpeg was built without it.</exception>
    public static AVCodec* Find(string encoder)
    {
        FFmpegLibraries.EnsureLoaded();
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name(encoder);
        return codec is not null ? codec : throw new VideoTargetException($"The encoder {encoder} is not in this FFmpeg.");
    }

    /// <summary>The pixel formats that an encoder takes, its favourite first; empty where it takes any.</summary>
    public static IReadOnlyList<PixelFormat> FormatsOf(string encoder)
    {
        var formats = new List<PixelFormat>();
        AVPixelFormat* format = Find(encoder)->pix_fmts;
        for (; format is not null && *format != AVPixelFormat.AV_PIX_FMT_NONE; format++)
        {
            formats.Add(PixelFormats.Of(*format));
        }

        return formats;
    }

    /// <summary>The sample formats that an encoder takes, its favourite first.</summary>
    public static IReadOnlyList<string> SampleFormatsOf(string encoder)
    {
        var formats = new List<string>();
        AVSampleFormat* format = Find(encoder)->sample_fmts;
        for (; format is not null && *format != AVSampleFormat.AV_SAMPLE_FMT_NONE; format++)
        {
            formats.Add(SampleFormats.NameOf(*format));
        }

        return formats;
    }

    /// <summary>The sample rates that an encoder takes, in hertz; empty where it takes any.</summary>
    public static IReadOnlyList<int> SampleRatesOf(string encoder)
    {
        var rates = new List<int>();
        for (int* rate = Find(encoder)->supported_samplerates; rate is not null && *rate != 0; rate++)
        {
            rates.Add(*rate);
        }

        return rates;
    }
}
