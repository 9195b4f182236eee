using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>FFmpeg's fractions and times in our units.</summary>
internal static class Rationals
{
    public static readonly AVRational Nanosecond = new() { num = 1, den = 1_000_000_000 };

    /// <summary>Nanoseconds, rounded to nearest; <see langword="null"/> where the time is not known.</summary>
    public static long? ToNanoseconds(long time, AVRational timeBase) =>
        time == ffmpeg.AV_NOPTS_VALUE || timeBase.num <= 0 || timeBase.den <= 0
            ? null
            : ffmpeg.av_rescale_q(time, timeBase, Nanosecond);

    /// <summary>The rate; unknown where the fraction is none or out of range.</summary>
    public static FrameRate ToFrameRate(AVRational rate) =>
        rate.num > 0 && rate.den > 0 && (double)rate.num / rate.den <= FrameRate.Maximum
            ? new FrameRate(rate.num, rate.den)
            : default;
}
