using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>FFmpeg's scaler, for conversions and sizes that our own code does not do.</summary>
/// <remarks>Contexts are kept for reuse; a context serves one thread at a time.</remarks>
internal static unsafe class Scaler
{
    private const int MostResting = 16;
    private static readonly Lock Gate = new();
    private static readonly List<(Key Key, nint Context)> Resting = [];

    /// <summary>Fills <paramref name="target"/> from <paramref name="source"/>: pixel format, size and colour description.</summary>
    public static void Convert(VideoFrame source, VideoFrame target)
    {
        var key = new Key(
            source.Width, source.Height, source.Format, source.Color, target.Width, target.Height, target.Format, target.Color);
        SwsContext* context = Take(key);
        try
        {
            int result = ffmpeg.sws_scale_frame(context, target.Native.Pointer, source.Native.Pointer);
            if (result < 0)
            {
                throw new FFmpegException(nameof(ffmpeg.sws_scale_frame), result, key.ToString());
            }
        }
        finally
        {
            Return(key, context);
        }
    }

    private static SwsContext* Take(in Key key)
    {
        lock (Gate)
        {
            for (int i = Resting.Count - 1; i >= 0; i--)
            {
                if (Resting[i].Key == key)
                {
                    var context = (SwsContext*)Resting[i].Context;
                    Resting.RemoveAt(i);
                    return context;
                }
            }
        }

        return Create(key);
    }

    private static void Return(in Key key, SwsContext* context)
    {
        SwsContext* surplus = null;
        lock (Gate)
        {
            Resting.Add((key, (nint)context));
            if (Resting.Count > MostResting)
            {
                surplus = (SwsContext*)Resting[0].Context;
                Resting.RemoveAt(0);
            }
        }

        ffmpeg.sws_freeContext(surplus);
    }

    private static SwsContext* Create(in Key key)
    {
        const int flags = ffmpeg.SWS_BICUBIC | ffmpeg.SWS_ACCURATE_RND | ffmpeg.SWS_FULL_CHR_H_INT;
        SwsContext* context = ffmpeg.sws_getContext(
            key.SourceWidth, key.SourceHeight, key.SourceFormat.ToNative(),
            key.TargetWidth, key.TargetHeight, key.TargetFormat.ToNative(),
            flags, null, null, null);
        if (context is null)
        {
            throw new GiftGrabException($"The conversion {key} is not possible.");
        }

        int_array4 from = Coefficients(key.SourceColor, key.TargetColor);
        int_array4 to = Coefficients(key.TargetColor, key.SourceColor);
        int fromFull = key.SourceColor.Range == ColorRange.Full ? 1 : 0;
        int toFull = key.TargetColor.Range == ColorRange.Full ? 1 : 0;
        const int one = 1 << 16;

        // Negative where neither side is YUV: then there is no matrix to set.
        _ = ffmpeg.sws_setColorspaceDetails(context, ref from, fromFull, ref to, toFull, 0, one, one);
        return context;
    }

    private static int_array4 Coefficients(ColorDescription color, ColorDescription other)
    {
        ColorMatrix matrix = color.Matrix == ColorMatrix.Rgb ? other.Matrix : color.Matrix;
        int* table = ffmpeg.sws_getCoefficients(matrix == ColorMatrix.Rgb ? (int)ColorMatrix.Bt709 : (int)matrix);
        int_array4 copy = default;
        for (uint i = 0; i < 4; i++)
        {
            copy[i] = table[i];
        }

        return copy;
    }

    private readonly record struct Key(
        int SourceWidth, int SourceHeight, PixelFormat SourceFormat, ColorDescription SourceColor,
        int TargetWidth, int TargetHeight, PixelFormat TargetFormat, ColorDescription TargetColor)
    {
        public override string ToString() =>
            $"{SourceFormat} {SourceWidth}x{SourceHeight} to {TargetFormat} {TargetWidth}x{TargetHeight}";
    }
}
