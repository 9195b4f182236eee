namespace GiftGrab;

/// <summary>Files of one codec's bytes alone: the extension says which codec.</summary>
internal static class ElementaryStreams
{
    private static readonly Kind[] Table =
    [
        new(Codec.H264, "h264", ".h264", ".264"),
        new(Codec.Hevc, "hevc", ".hevc", ".h265", ".265"),
        new(Codec.Vp9, "ivf", ".ivf"),
        new(Codec.Av1, "ivf", ".ivf"),
        new(Codec.Mjpeg, "mjpeg", ".mjpeg", ".mjpg"),
        new(Codec.Raw, "rawvideo", ".yuv", ".raw"),
    ];

    public static IEnumerable<string> Extensions => Table.SelectMany(kind => kind.Extensions).Distinct();

    public static Codec[] Codecs => Array.ConvertAll(Table, kind => kind.Codec);

    public static string MuxerFor(Codec codec) => Array.Find(Table, kind => kind.Codec == codec)!.Muxer;

    /// <summary>The codecs of files with this extension; all where it is none of theirs.</summary>
    public static Codec[] CodecsOf(string extension)
    {
        Kind[] kinds = Array.FindAll(Table, kind => kind.Extensions.Contains(extension));
        return kinds.Length > 0 ? Array.ConvertAll(kinds, kind => kind.Codec) : Codecs;
    }

    private sealed record Kind(Codec Codec, string Muxer, params string[] Extensions);
}
