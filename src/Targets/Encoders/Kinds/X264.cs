namespace GiftGrab;

/// <summary>x264, as FFmpeg's <c>libx264</c> and (for lossless RGB) <c>libx264rgb</c> wrap it.</summary>
internal sealed class X264(string name = "libx264") : EncoderKind(Codec.H264, name)
{
    // Beyond it a thread adds little at 1080 rows, while each still delays the picture by one more.
    private const int MostThreads = 16;

    public static readonly string[] AllPresets =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    public override QualityScale Quality { get; } = new(0, 51, 35, 29, 23, 18, 14);

    public override bool TakesQp => true;

    public override IReadOnlyList<string> Presets => AllPresets;

    public override IReadOnlyList<string> Profiles => ["baseline", "main", "high", "high10", "high422", "high444"];

    public override IReadOnlyList<string> Tunes =>
        ["film", "animation", "grain", "stillimage", "psnr", "ssim", "fastdecode", "zerolatency"];

    public override CodecLevels Levels => CodecLevels.H264;

    public override bool TakesIntraRefresh => true;

    public override bool RepeatsHeaders => true;

    public override bool NeedsEvenSize => true;

    public override int LeastSize => 2;

    // It would take half as many again, for a caller that waits for it. Ours goes on meanwhile, so that more threads
    // than processors only cost changes between them, and a picture's delay each.
    public override int DefaultThreads => Math.Min(Environment.ProcessorCount, MostThreads);

    // The slowest preset that keeps up with 720p at 30 frames a second on two old cores beside everything else.
    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("preset", "veryfast");
        settings.Set("forced-idr", 1);
    }

    // With a quantiser of 0 x264 switches to its lossless mode at any depth; crf 0 is that at 8 bits only.
    public override void SetLossless(EncoderSettingsBuilder settings) => settings.Set("qp", 0);

    public override void SetIntraRefresh(EncoderSettingsBuilder settings) => settings.Set("intra-refresh", 1);

    public override void SetRepeatHeaders(EncoderSettingsBuilder settings) => settings.Add("x264-params", "repeat-headers", "1");

    public override void SetLowLatency(EncoderSettingsBuilder settings)
    {
        settings.MaxBFrames = 0;
        settings.Set("rc-lookahead", 0);
        settings.Add("x264-params", "sync-lookahead", "0");
        settings.Add("x264-params", "sliced-threads", "1");
    }
}
