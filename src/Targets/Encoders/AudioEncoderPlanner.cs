namespace GiftGrab;

/// <summary>Turns options of sound into what an encoder is told.</summary>
internal static class AudioEncoderPlanner
{
    private const int BitsPerSecondAndChannel = 64_000;

    /// <summary>FFmpeg's name of the encoder.</summary>
    public static string EncoderOf(AudioCodec codec) => codec switch
    {
        AudioCodec.Aac => "aac",
        AudioCodec.Opus => "libopus",
        AudioCodec.Flac => "flac",
        AudioCodec.Pcm16 => "pcm_s16le",
        AudioCodec.Pcm24 => "pcm_s24le",
        AudioCodec.Pcm32 => "pcm_s32le",
        _ => "pcm_f32le",
    };

    /// <summary>Checks what can be known before the first block.</summary>
    /// <exception cref="VideoTargetException">A value is out of range, or the codec has no use for it.</exception>
    public static void Check(AudioCodec codec, AudioEncoderOptions options)
    {
        InRange("bitrate of sound", options.BitRate, 6_000, 1_536_000, " bits per second");
        InRange("number of channels", options.Channels, 1, 8, string.Empty);
        InRange("sample rate", options.SampleRate, 1, 768_000, " hertz");
        string encoder = EncoderOf(codec);
        if (!EncoderCatalog.Has(encoder))
        {
            throw new VideoTargetException($"The encoder {encoder} is not in this FFmpeg.");
        }

        if (options.BitRate is not null && codec is not (AudioCodec.Aac or AudioCodec.Opus))
        {
            throw new VideoTargetException(
                $"{AudioCodecNames.NameOf(codec)} keeps every sample and has no use for the bitrate {options.BitRate}; aac and opus have.");
        }

        if (options.Filter is { } filter)
        {
            SoundFilter.Check(filter);
        }

        IReadOnlyList<int> rates = EncoderCatalog.SampleRatesOf(encoder);
        if (options.SampleRate is { } rate && rates.Count > 0 && !rates.Contains(rate))
        {
            throw new VideoTargetException(
                $"{AudioCodecNames.NameOf(codec)} does not take {rate} hertz; allowed are {string.Join(", ", rates)}.");
        }
    }

    /// <summary>Plans for sound that is sampled so.</summary>
    public static AudioEncoderSettings Plan(AudioCodec codec, AudioEncoderOptions options, AudioFormat source, bool globalHeader)
    {
        string encoder = EncoderOf(codec);
        string format = FormatFor(EncoderCatalog.SampleFormatsOf(encoder), source.SampleFormat);
        int channels = options.Channels ?? source.Channels;
        return new AudioEncoderSettings
        {
            Encoder = encoder,
            Format = new AudioFormat(options.SampleRate ?? RateFor(EncoderCatalog.SampleRatesOf(encoder), source.SampleRate), channels, format),
            BitsPerSample = codec == AudioCodec.Flac && format == "s32" ? 24 : 0,
            BitRate = codec is AudioCodec.Aac or AudioCodec.Opus ? options.BitRate ?? BitsPerSecondAndChannel * channels : 0,
            GlobalHeader = globalHeader,
            Options = options.EncoderOptions,
        };
    }

    // Whether samples lie interleaved or by channel loses nothing; how deep they are does.
    private static string FormatFor(IReadOnlyList<string> taken, string source)
    {
        string packed = source.TrimEnd('p');
        return taken.FirstOrDefault(format => format.TrimEnd('p') == packed)
            ?? (packed is "u8" or "s16" ? null : taken.FirstOrDefault(format => format.TrimEnd('p') is "s32" or "flt"))
            ?? taken[0];
    }

    private static int RateFor(IReadOnlyList<int> taken, int source) =>
        taken.Count == 0 || taken.Contains(source) ? source
        : taken.Where(rate => rate >= source).DefaultIfEmpty(taken.Max()).Min();

    private static void InRange(string what, long? value, long least, long most, string unit)
    {
        if (value < least || value > most)
        {
            throw new VideoTargetException($"The {what} {value} is not possible; allowed are {least}..{most}{unit}.");
        }
    }
}
