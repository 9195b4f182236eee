using GiftGrab.Color;

namespace GiftGrab;

/// <summary>Maps frames onto the vector code of <see cref="ColorConverter"/>.</summary>
internal static unsafe class VectorConversion
{
    /// <summary>Fills the target where our own code does this conversion.</summary>
    /// <returns>Whether it did.</returns>
    public static bool TryConvert(VideoFrame source, VideoFrame target)
    {
        if (LayoutOf(source.Format) is not { } from || LayoutOf(target.Format) is not { } to || !ColorConverter.CanConvert(from, to))
        {
            return false;
        }

        ColorDescription color = source.Format.IsRgb ? target.Color : source.Color;
        if (MatrixOf(color.Matrix) is not { } matrix
            || (!source.Format.IsRgb && !target.Format.IsRgb && source.Color.Range != target.Color.Range))
        {
            return false;
        }

        ColorConverter.Convert(from, View(source), to, View(target), matrix, color.Range == ColorRange.Full);
        return true;
    }

    private static PictureView View(VideoFrame frame)
    {
        FFmpeg.AutoGen.AVFrame* native = frame.Native.Pointer;
        return new PictureView(
            native->data[0], native->linesize[0],
            native->data[1], native->linesize[1],
            native->data[2], native->linesize[2],
            native->width, native->height);
    }

    private static PictureLayout? LayoutOf(PixelFormat format) =>
        format == PixelFormat.I420 ? PictureLayout.I420
        : format == PixelFormat.Bgra ? PictureLayout.Bgra
        : format == PixelFormat.Nv12 ? PictureLayout.Nv12
        : format == PixelFormat.Uyvy ? PictureLayout.Uyvy
        : format == PixelFormat.Bgr24 ? PictureLayout.Bgr24
        : format == PixelFormat.Bgr0 ? PictureLayout.Bgr0
        : format == PixelFormat.Rgb24 ? PictureLayout.Rgb24
        : null;

    private static YuvMatrix? MatrixOf(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt709 => YuvMatrix.Bt709,
        ColorMatrix.Bt601 or ColorMatrix.Bt470Bg => YuvMatrix.Bt601,
        ColorMatrix.Bt2020 => YuvMatrix.Bt2020,
        _ => null,
    };
}
