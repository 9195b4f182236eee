using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say how pictures are encoded.</summary>
/// <remarks>Those with a value may be given once for all outputs, or once for each output in their order.</remarks>
internal sealed class EncodingChoices
{
    public Option<string[]> Codec { get; } = Opt.Values("--codec", "NAME", $"{CodecNames.Allowed}; by default h264 for mp4, mov, mkv and ts, vp9 for webm, xvid for avi");

    public Option<string[]> Quality { get; } = Opt.Values("--quality", "N", "constant quality on the codec's own scale, such as 18 for h264");

    public Option<string[]> QualityPreset { get; } = Opt.Values("--quality-preset", "NAME", "very-low, low, medium, high or very-high");

    public Option<string[]> BitRate { get; } = Opt.Values("--bitrate", "RATE", "average bit rate, such as 2M or 800k");

    public Option<string[]> Qp { get; } = Opt.Values("--qp", "N", "constant quantiser");

    public Option<bool> Lossless { get; } = Opt.Flag("--lossless", "decodes to exactly the source's pictures, or is refused with the reason");

    public Option<string[]> Preset { get; } = Opt.Values("--preset", "NAME", "the encoder's speed, such as ultrafast or slow");

    public Option<string[]> Profile { get; } = Opt.Values("--profile", "NAME", "the codec's profile, such as main");

    public Option<string[]> Level { get; } = Opt.Values("--level", "N.N", "the codec's level, such as 4.1");

    public Option<string[]> Tune { get; } = Opt.Values("--tune", "NAME", "what the encoder is tuned for, such as zerolatency");

    public Option<string[]> Gop { get; } = Opt.Values("--gop", "N", "a key frame at least every N frames");

    public Option<bool> IntraRefresh { get; } = Opt.Flag("--intra-refresh", "refresh the picture in a moving column instead of by key frames");

    public Option<bool> RepeatHeaders { get; } = Opt.Flag("--repeat-headers", "the codec's headers before every key frame");

    public Option<string[]> Every { get; } = Opt.Values("--every", "N", "encode one frame of N and leave the others out");

    public Option<string[]> Speed { get; } = Opt.Values("--speed", "FACTOR", "play this much faster, without sound; above 1 and without --every, at a constant rate");

    public Option<bool> LowLatency { get; } = Opt.Flag("--low-latency", "no B-frames and no look-ahead");

    public Option<string[]> Threads { get; } = Opt.Values("--threads", "N", "the most threads that encode; 0 takes what suits the number of processors");

    public Option<string[]> PixelFormat { get; } = Opt.Values("--pixel-format", "NAME", "the encoded pixel format, such as yuv420p or yuv420p10le");

    public Option<string[]> Size { get; } = Opt.Values("--output-size", "WxH", "scale the pictures to this size, such as 640x360; by default as they come");

    public Option<bool> AllowConversion { get; } = Opt.Flag("--allow-conversion", "convert where the codec cannot keep the pixel format");

    public Option<string[]> Encoder { get; } = Opt.Values("--encoder", "NAME", "FFmpeg's name of the encoder, such as libaom-av1");

    public Option<string[]> CodecOption { get; } = Opt.Values("--codec-opt", "NAME=VALUE", "an option of the encoder under FFmpeg's name; may be repeated");

    public Option<string?> Hardware { get; } = Opt.Value("--hardware", "NAME", "auto, off, nvenc, vaapi or qsv; off by default", "--hw");

    public OptionSection Section => new(
        "Encoding",
        [
            Codec, Quality, QualityPreset, BitRate, Qp, Lossless, Preset, Profile, Level, Tune, Gop, IntraRefresh, RepeatHeaders,
            Every, Speed, LowLatency, Threads, PixelFormat, Size, AllowConversion, Encoder, CodecOption, Hardware,
        ],
        "A value given once holds for every output; given once for each output, the values hold in their order.");

    /// <exception cref="FormatException">The value is not usable.</exception>
    public HardwareAcceleration ReadHardware(ParseResult given) =>
        given.ReadValue(Hardware, HardwareAccelerationNames.Parse) ?? HardwareAcceleration.Off;

    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A value was given a wrong number of times.</exception>
    public VideoEncoderOptions Read(PerOutput output) => new()
    {
        Quality = Number(output, Quality, "quality"),
        QualityPreset = output.Value(QualityPreset, QualityPresetText.Parse),
        BitRate = output.Value(BitRate, text => BitRateText.Parse("bit rate", text)),
        Qp = Number(output, Qp, "quantiser"),
        Lossless = output.Given.GetValue(Lossless),
        Preset = output.Text(Preset),
        Profile = output.Text(Profile),
        Level = output.Text(Level),
        Tune = output.Text(Tune),
        GopLength = Number(output, Gop, "key frame interval"),
        IntraRefresh = output.Given.GetValue(IntraRefresh),
        RepeatHeaders = output.Given.GetValue(RepeatHeaders),
        LowLatency = output.Given.GetValue(LowLatency),
        EveryNth = Number(output, Every, "number of frames of which one is encoded") ?? 1,
        Speed = output.Value(Speed, text => FactorText.Parse("speed", text)) ?? 1,
        Threads = Number(output, Threads, "number of threads") ?? 0,
        PixelFormat = output.Value(PixelFormat, GiftGrab.PixelFormat.Parse),
        Size = output.Value(Size, PictureSizeText.Parse),
        AllowConversion = output.Given.GetValue(AllowConversion),
        Encoder = output.Text(Encoder),
        EncoderOptions = PairText.ParseAll("codec option", output.Given.GetValue(CodecOption)),
        Hardware = ReadHardware(output.Given),
    };

    // The library knows each codec's range; here it need only be a number.
    private static int? Number(PerOutput output, Option<string[]> option, string what) =>
        output.Value(option, text => (int)NumberText.Parse(what, text, int.MinValue, int.MaxValue));
}
