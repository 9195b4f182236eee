namespace GiftGrab;

/// <summary>How pictures are encoded. What is left <see langword="null"/> takes the codec's default.</summary>
/// <remarks>
/// <para>Of <see cref="Quality"/>, <see cref="BitRate"/>, <see cref="Qp"/> and <see cref="Lossless"/> one at most may be
/// given; an explicit one overrides <see cref="QualityPreset"/>.</para>
/// <para>No value is ignored: one that the chosen encoder has no use for is an error.</para>
/// </remarks>
public sealed record VideoEncoderOptions
{
    /// <summary>Constant quality on the codec's own scale: H.264 and HEVC 0 to 51, VP9 and AV1 0 to 63, Xvid 1 to 31
    /// (lower is better); MJPEG 1 to 100 (higher is better).</summary>
    public int? Quality { get; init; }

    /// <summary>Average bit rate, in bits a second, 1,000 to 2,000,000,000.</summary>
    public long? BitRate { get; init; }

    /// <summary>Constant quantiser, on the scale of <see cref="Quality"/>.</summary>
    public int? Qp { get; init; }

    /// <summary>A named quality.</summary>
    public QualityPreset? QualityPreset { get; init; }

    /// <summary>Decodes to exactly what was captured, in the source's own pixel format.</summary>
    public bool Lossless { get; init; }

    /// <summary>The encoder's name for a balance of speed and size, such as <c>ultrafast</c> or, for AV1, <c>10</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>The codec's profile, such as <c>main</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>The codec's level, such as <c>4.1</c>; <c>4.0</c> is the same as <c>4</c>.</summary>
    public string? Level
    {
        get;
        init => field = value is [_, '.', '0'] ? value[..1] : value;
    }

    /// <summary>The encoder's name for a kind of content, such as <c>film</c>.</summary>
    public string? Tune { get; init; }

    /// <summary>The most frames from one key frame to the next, 1 to 100,000.</summary>
    public int? GopLength { get; init; }

    /// <summary>Refreshes pictures column by column instead of sending whole key frames.</summary>
    public bool IntraRefresh { get; init; }

    /// <summary>Repeats the codec's headers before every key frame, also where the container holds them.</summary>
    public bool RepeatHeaders { get; init; }

    /// <summary>The most threads of the encoder, 1 to 128; 0 chooses by the number of processors.</summary>
    public int Threads { get; init; }

    /// <summary>The pixel format to encode; <see langword="null"/>: the source's own for FFV1, raw and lossless, else 4:2:0 at
    /// the source's depth, which is what players play.</summary>
    public PixelFormat? PixelFormat { get; init; }

    /// <summary>The size to which pictures are scaled, in columns and rows, 1 to 16,384 each; <see langword="null"/>: as they come. The
    /// shape of the picture is not kept by itself.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Permits a pixel format that loses bits, colour or exactness which this codec or switch promises to keep.</summary>
    public bool AllowConversion { get; init; }

    /// <summary>The device that encodes.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>FFmpeg's name of the encoder, such as <c>libaom-av1</c>; <see langword="null"/>: the first that suits.</summary>
    public string? Encoder { get; init; }

    /// <summary>Options of the encoder under FFmpeg's names, handed on as they are.</summary>
    public IReadOnlyDictionary<string, string> EncoderOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Where presentation times come from; <see langword="null"/>: from the frames, wherever the container can hold them.</summary>
    public FrameTiming? Timing { get; init; }

    /// <summary>Encodes one frame of this many and leaves the others out, 1 to 1,000,000; those left out count as skipped.</summary>
    public int EveryNth { get; init; } = 1;

    /// <summary>How many times faster than it was captured the recording plays, 0.001 to 100,000. At
    /// <see cref="FrameTiming.Constant"/> timing, frames that no longer fit the rate are left out; sound cannot be recorded beside it.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Gives each packet as soon as its frame came: no B-frames, no look-ahead.</summary>
    public bool LowLatency { get; init; }

    /// <summary>These options with a named quality; <see langword="null"/> keeps the last one.</summary>
    /// <param name="quality">A named quality.</param>
    public VideoEncoderOptions WithQuality(QualityPreset? quality) =>
        quality is null ? this : this with { QualityPreset = quality, Quality = null, BitRate = null, Qp = null };
}
