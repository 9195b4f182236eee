using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Sample formats as FFmpeg knows them.</summary>
internal static unsafe class SampleFormats
{
    /// <summary>The name of no format.</summary>
    public const string Unknown = "none";

    private static readonly string[] Names = ["u8", "s16", "s32", "flt", "dbl", "u8p", "s16p", "s32p", "fltp", "dblp", "s64", "s64p"];

    /// <summary>FFmpeg's name; from our own table, so that asking for it allocates nothing.</summary>
    public static string NameOf(AVSampleFormat format) =>
        (uint)format < (uint)Names.Length ? Names[(int)format] : Unknown;

    public static AVSampleFormat Find(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0 ? (AVSampleFormat)index : throw new GiftGrabException(
            $"The sample format \"{name}\" is not known; allowed are {string.Join(", ", Names)}.");
    }
}
