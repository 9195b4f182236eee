namespace GiftGrab;

/// <summary>Files of one codec's bytes alone: the extension says which codec.</summary>
internal static class ElementaryStreams
{
    private static readonly (string Extension, Codec Codec, string Muxer)[] Table =
    [
        (".h264", Codec.H264, "h264"),
        (".264", Codec.H264, "h264"),
        (".hevc", Codec.Hevc, "hevc"),
        (".h265", Codec.Hevc, "hevc"),
        (".265", Codec.Hevc, "hevc"),
        (".ivf", Codec.Vp9, "ivf"),
        (".ivf", Codec.Av1, "ivf"),
        (".mjpeg", Codec.Mjpeg, "mjpeg"),
        (".mjpg", Codec.Mjpeg, "mjpeg"),
        (".yuv", Codec.Raw, "rawvideo"),
        (".raw", Codec.Raw, "rawvideo"),
    ];

    public static IEnumerable<string> Extensions => Table.Select(row => row.Extension).Distinct();

    public static Codec[] Codecs => [.. Table.Select(row => row.Codec).Distinct()];

    public static string MuxerFor(Codec codec) => Array.Find(Table, row => row.Codec == codec).Muxer;

    /// <summary>The codecs of files with this extension; all where it is none of theirs.</summary>
    public static Codec[] CodecsOf(string extension)
    {
        Codec[] codecs = [.. Table.Where(row => row.Extension == extension).Select(row => row.Codec)];
        return codecs.Length > 0 ? codecs : Codecs;
    }
}
