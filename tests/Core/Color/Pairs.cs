using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>The pairs of layouts, matrices and ranges that theories run over, by name (the types are internal).</summary>
public static class Pairs
{
    private static readonly string[] Rgb = ["Bgra", "Bgr0", "Bgr24", "Rgba", "Rgb24"];
    private static readonly string[] Yuv = ["Uyvy", "Nv12", "I420"];

    public static TheoryData<string, string> All => Make([.. Rgb, .. Yuv], [.. Rgb, .. Yuv]);

    public static TheoryData<string, string> RgbToYuv => Make(Rgb, Yuv);

    public static TheoryData<string, string> YuvToRgb => Make(Yuv, Rgb);

    public static TheoryData<string, string> RgbToRgb => Make(Rgb, Rgb);

    public static TheoryData<string, string> YuvToYuv => Make(Yuv, Yuv);

    public static TheoryData<string, bool> Matrices
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (YuvMatrix matrix in Enum.GetValues<YuvMatrix>())
            {
                data.Add(matrix.ToString(), false);
                data.Add(matrix.ToString(), true);
            }

            return data;
        }
    }

    internal static PictureLayout Layout(string name) => Enum.Parse<PictureLayout>(name);

    internal static YuvMatrix Matrix(string name) => Enum.Parse<YuvMatrix>(name);

    private static TheoryData<string, string> Make(string[] sources, string[] targets)
    {
        var data = new TheoryData<string, string>();
        foreach (string source in sources)
        {
            foreach (string target in targets.Where(target => target != source))
            {
                data.Add(source, target);
            }
        }

        return data;
    }
}
