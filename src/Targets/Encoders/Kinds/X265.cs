namespace GiftGrab;

/// <summary>x265, as FFmpeg's <c>libx265</c> wraps it.</summary>
internal sealed class X265() : EncoderKind(Codec.Hevc, "libx265")
{
    private const string Parameters = "x265-params";

    public override QualityScale Quality { get; } = new(0, 51, 38, 33, 28, 22, 17);

    public override bool TakesQp => true;

    public override IReadOnlyList<string> Presets => X264.AllPresets;

    public override IReadOnlyList<string> Profiles =>
        ["main", "main10", "main12", "main422-10", "main422-12", "main444-8", "main444-10", "main444-12"];

    public override IReadOnlyList<string> Tunes => ["psnr", "ssim", "grain", "fastdecode", "zerolatency", "animation"];

    public override CodecLevels Levels => CodecLevels.Hevc;

    public override bool TakesIntraRefresh => true;

    public override bool RepeatsHeaders => true;

    public override bool NeedsEvenSize => true;

    public override int LeastSize => 16;

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("preset", "ultrafast");
        settings.Set("forced-idr", 1);

        // Its own default lets pictures before a key frame, in the order shown, refer across it: nothing could begin there.
        settings.Add(Parameters, "open-gop", "0");

        // With less than four processors it takes one picture at a time, and leaves them idle at each picture's end.
        if (Environment.ProcessorCount is 2 or 3)
        {
            settings.Add(Parameters, "frame-threads", "2");
        }

        // It writes its log to the standard error stream itself, past everybody's logger.
        settings.Add(Parameters, "log-level", "none");
    }

    // crf 0 still quantises.
    public override void SetLossless(EncoderSettingsBuilder settings) => settings.Add(Parameters, "lossless", "1");

    public override void SetLevel(EncoderSettingsBuilder settings, string level) => settings.Add(Parameters, "level-idc", level);

    public override void SetThreads(EncoderSettingsBuilder settings, int threads)
    {
        settings.Add(Parameters, "pools", Text(threads));
        settings.Add(Parameters, "frame-threads", "1");
    }

    public override void SetIntraRefresh(EncoderSettingsBuilder settings) => settings.Add(Parameters, "intra-refresh", "1");

    public override void SetRepeatHeaders(EncoderSettingsBuilder settings) => settings.Add(Parameters, "repeat-headers", "1");

    public override void SetLowLatency(EncoderSettingsBuilder settings)
    {
        settings.Add(Parameters, "bframes", "0");
        settings.Add(Parameters, "rc-lookahead", "0");
        settings.Add(Parameters, "frame-threads", "1");
    }
}
