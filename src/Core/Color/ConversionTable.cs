using Bgr = GiftGrab.Color.PackedTriples<GiftGrab.Color.BlueFirst>;
using Bgra = GiftGrab.Color.PackedQuads<GiftGrab.Color.BlueFirst>;
using Rgb = GiftGrab.Color.PackedTriples<GiftGrab.Color.RedFirst>;
using Rgba = GiftGrab.Color.PackedQuads<GiftGrab.Color.RedFirst>;

namespace GiftGrab.Color;

/// <summary>Finds the kernel for a pair of layouts. Each is compiled for its pair, at its first use.</summary>
internal static class ConversionTable
{
    public static void Run(
        PictureLayout from, in PictureView source, PictureLayout to, in PictureView target, RowRange rows,
        YuvCoefficients coefficients, SimdWidth simd)
    {
        var job = new Job(source, target, rows, coefficients, simd);
        switch (from)
        {
            case PictureLayout.Bgra or PictureLayout.Bgr0:
                FromRgb<Bgra>(to, in job);
                break;
            case PictureLayout.Bgr24:
                FromRgb<Bgr>(to, in job);
                break;
            case PictureLayout.Rgba:
                FromRgb<Rgba>(to, in job);
                break;
            case PictureLayout.Rgb24:
                FromRgb<Rgb>(to, in job);
                break;
            case PictureLayout.Uyvy:
                FromYuv<PackedYuv>(to, in job);
                break;
            case PictureLayout.Nv12:
                FromYuv<SemiPlanarYuv>(to, in job);
                break;
            default:
                FromYuv<PlanarYuv>(to, in job);
                break;
        }
    }

    private static void FromRgb<TFrom>(PictureLayout to, in Job job)
        where TFrom : struct, IRgbLayout
    {
        switch (to)
        {
            case PictureLayout.Bgra or PictureLayout.Bgr0:
                job.Run<RgbToRgb<TFrom, Bgra>>();
                break;
            case PictureLayout.Bgr24:
                job.Run<RgbToRgb<TFrom, Bgr>>();
                break;
            case PictureLayout.Rgba:
                job.Run<RgbToRgb<TFrom, Rgba>>();
                break;
            case PictureLayout.Rgb24:
                job.Run<RgbToRgb<TFrom, Rgb>>();
                break;
            case PictureLayout.Uyvy:
                job.Run<RgbToYuv<TFrom, PackedYuv>>();
                break;
            case PictureLayout.Nv12:
                job.Run<RgbToYuv<TFrom, SemiPlanarYuv>>();
                break;
            default:
                job.Run<RgbToYuv<TFrom, PlanarYuv>>();
                break;
        }
    }

    private static void FromYuv<TFrom>(PictureLayout to, in Job job)
        where TFrom : struct, IYuvLayout
    {
        switch (to)
        {
            case PictureLayout.Bgra or PictureLayout.Bgr0:
                job.Run<YuvToRgb<TFrom, Bgra>>();
                break;
            case PictureLayout.Bgr24:
                job.Run<YuvToRgb<TFrom, Bgr>>();
                break;
            case PictureLayout.Rgba:
                job.Run<YuvToRgb<TFrom, Rgba>>();
                break;
            case PictureLayout.Rgb24:
                job.Run<YuvToRgb<TFrom, Rgb>>();
                break;
            case PictureLayout.Uyvy:
                job.Run<YuvToYuv<TFrom, PackedYuv>>();
                break;
            case PictureLayout.Nv12:
                job.Run<YuvToYuv<TFrom, SemiPlanarYuv>>();
                break;
            default:
                job.Run<YuvToYuv<TFrom, PlanarYuv>>();
                break;
        }
    }

    private readonly record struct Job(
        PictureView Source, PictureView Target, RowRange Rows, YuvCoefficients Coefficients, SimdWidth Simd)
    {
        public void Run<TKernel>()
            where TKernel : struct, IRowKernel
        {
            PictureView source = Source;
            PictureView target = Target;
            RowLoop.Run<TKernel>(in source, in target, Rows, Coefficients, Simd);
        }
    }
}
