namespace GiftGrab;

/// <summary>SVT-AV1, as FFmpeg's <c>libsvtav1</c> wraps it.</summary>
internal sealed class SvtAv1() : EncoderKind(Codec.Av1, "libsvtav1")
{
    /// <summary>SVT-AV1's own, where nobody says how often a key frame comes.</summary>
    public const int DefaultGopLength = 161;

    private const string Parameters = "svtav1-params";

    public override QualityScale Quality { get; } = new(1, 63, 55, 45, 35, 27, 20);

    public override bool TakesQp => true;

    public override string LosslessRefusal => "SVT-AV1 before 3.0 has no lossless mode; the encoder libaom-av1 has";

    public override IReadOnlyList<string> Presets => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];

    public override bool NeedsEvenSize => true;

    // Measured with 1.4.1: smaller ones are refused when it opens.
    public override int LeastSize => 64;

    // It refuses what is above ("max_framerate" in its EbEncHandle.c).
    public override int HighestRate => 240;

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("preset", 12);

        // Where nothing is said FFmpeg 5.1 hands on its own default of 12 frames; this is SVT-AV1's own.
        settings.GopLength = DefaultGopLength;
    }

    public override void SetThreads(EncoderSettingsBuilder settings, int threads) => settings.Add(Parameters, "lp", Text(threads));

    public override void SetLowLatency(EncoderSettingsBuilder settings) => settings.Add(Parameters, "pred-struct", "1");
}
