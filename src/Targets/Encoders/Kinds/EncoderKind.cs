using System.Globalization;

namespace GiftGrab;

/// <summary>What one of FFmpeg's encoders can do, and how it wants to be told.</summary>
/// <remarks>One small class for each encoder. What is null, empty or false here is refused by the planner with a
/// sentence, so that no option is ignored.</remarks>
internal abstract class EncoderKind(Codec codec, string name)
{
    /// <summary>What it makes.</summary>
    public Codec Codec { get; } = codec;

    /// <summary>FFmpeg's name of it.</summary>
    public string Name { get; } = name;

    /// <summary>The device that it runs on.</summary>
    public virtual HardwareAcceleration Hardware => HardwareAcceleration.Off;

    /// <summary>Whether it reads pictures from the device's memory alone.</summary>
    public virtual bool NeedsDeviceFrames => false;

    public virtual PixelRule Pixels => PixelRule.Subsampled;

    /// <summary>The formats that it takes, where FFmpeg's own list is not the truth.</summary>
    public virtual IReadOnlyList<PixelFormat> Formats => EncoderCatalog.FormatsOf(Name);

    /// <summary>The scale of constant quality.</summary>
    public virtual QualityScale? Quality => null;

    /// <summary>Whether a constant quantiser can be set, on the scale of <see cref="Quality"/>.</summary>
    public virtual bool TakesQp => false;

    public virtual bool TakesBitRate => true;

    /// <summary>Why it cannot be lossless; null where it can.</summary>
    public virtual string? LosslessRefusal => null;

    public virtual IReadOnlyList<string> Presets => [];

    public virtual IReadOnlyList<string> Profiles => [];

    public virtual IReadOnlyList<string> Tunes => [];

    public virtual CodecLevels? Levels => null;

    public virtual bool TakesIntraRefresh => false;

    public virtual bool RepeatsHeaders => false;

    /// <summary>Whether every picture stands alone.</summary>
    public virtual bool IsIntraOnly => false;

    /// <summary>Whether subsampled chroma needs an even size.</summary>
    public virtual bool NeedsEvenSize => false;

    /// <summary>The least columns and rows.</summary>
    public virtual int LeastSize => 1;

    /// <summary>The highest rate in frames a second; 0: any.</summary>
    public virtual int HighestRate => 0;

    /// <summary>The most units a second in which it can count time.</summary>
    public virtual int MostTicksPerSecond => 90_000;

    /// <summary>The threads it gets where nobody says; 0 lets the encoder choose.</summary>
    public virtual int DefaultThreads => 0;

    /// <summary>What holds in any case, before the options.</summary>
    public virtual void SetDefaults(EncoderSettingsBuilder settings)
    {
    }

    public virtual void SetQuality(EncoderSettingsBuilder settings, int value) => settings.Set("crf", value);

    public virtual void SetQp(EncoderSettingsBuilder settings, int value) => settings.Set("qp", value);

    public virtual void SetBitRate(EncoderSettingsBuilder settings, long bitsPerSecond) => settings.BitRate = bitsPerSecond;

    public virtual void SetLossless(EncoderSettingsBuilder settings)
    {
    }

    public virtual void SetPreset(EncoderSettingsBuilder settings, string preset) => settings.Set("preset", preset);

    public virtual void SetProfile(EncoderSettingsBuilder settings, string profile) => settings.Set("profile", profile);

    public virtual void SetTune(EncoderSettingsBuilder settings, string tune) => settings.Set("tune", tune);

    public virtual void SetLevel(EncoderSettingsBuilder settings, string level) => settings.Set("level", level);

    public virtual void SetThreads(EncoderSettingsBuilder settings, int threads)
    {
    }

    public virtual void SetIntraRefresh(EncoderSettingsBuilder settings)
    {
    }

    public virtual void SetRepeatHeaders(EncoderSettingsBuilder settings)
    {
    }

    public virtual void SetLowLatency(EncoderSettingsBuilder settings) => settings.MaxBFrames = 0;

    protected static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
