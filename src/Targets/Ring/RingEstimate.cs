using System.Globalization;

namespace GiftGrab;

/// <summary>Guesses, before a ring fills, how much memory it will take.</summary>
internal static class RingEstimate
{
    // Measured on films and test patterns at each codec's medium quality, rounded up.
    private const double BitsOfPrediction = 0.2;
    private const double BitsOfJpeg = 2;
    private const double SavingOfFfv1 = 0.5;

    /// <summary>Why a ring cannot hold what it is asked to; <see langword="null"/>: it can.</summary>
    /// <param name="encoder">Open.</param>
    /// <param name="options">Of the ring.</param>
    public static string? Refusal(VideoEncoder encoder, RingOptions options)
    {
        double rate = encoder.FrameRate.FramesPerSecond;
        double seconds = Math.Max(options.Duration?.TotalSeconds ?? 0, (options.Frames ?? 0) / rate);
        double bytes = BitsPerSecond(encoder, encoder.Plan!, rate) / 8 * (seconds + options.KeyFrameInterval.TotalSeconds);
        return options.Bytes is not null || bytes <= options.MemoryLimit
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"A ring of {seconds:0.#} s is estimated to take {bytes / 1e6:0} MB ({CodecNames.NameOf(encoder.Codec)}, {encoder.Plan!.Width}x{encoder.Plan.Height} at {rate:0.##} frames per second); its memory limit is {options.MemoryLimit / 1e6:0.##} MB.");
    }

    private static double BitsPerSecond(VideoEncoder encoder, VideoEncoderPlan plan, double rate)
    {
        double pixels = (double)plan.Width * plan.Height * rate;
        double raw = RawBits(plan) * rate;
        return encoder.Options.BitRate is { } given ? given
            : encoder.Codec == Codec.Raw ? raw
            : encoder.Codec is Codec.Ffv1 or Codec.FfvHuff || plan.IsLossless ? raw * SavingOfFfv1
            : pixels * (encoder.Codec == Codec.Mjpeg ? BitsOfJpeg : BitsOfPrediction);
    }

    private static double RawBits(VideoEncoderPlan plan)
    {
        PixelFormatDescription format = PixelFormats.Describe(plan.PixelFormat);
        long bytes = 0;
        for (int plane = 0; plane < format.PlaneCount; plane++)
        {
            bool isSmall = plane is 1 or 2 && !format.IsRgb;
            bytes += (long)PixelFormats.RowBytes(plan.PixelFormat, plan.Width, plane) * (plan.Height >> (isSmall ? format.ChromaShiftY : 0));
        }

        return bytes * 8.0;
    }
}
