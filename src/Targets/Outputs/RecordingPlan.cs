namespace GiftGrab;

/// <summary>How packets become a container.</summary>
/// <param name="Format">The container.</param>
/// <param name="Tags">What it says of itself.</param>
internal sealed record RecordingPlan(ContainerFormat Format, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>How far a live stream may be ahead of another before it is written without it; with
    /// <see cref="FlushInterval"/> less than the second that a killed recording may lose.</summary>
    private static readonly TimeSpan LiveWindow = TimeSpan.FromMilliseconds(400);

    /// <summary>The same where nothing is live: sound runs ahead by what its queue and the encoder of pictures hold.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>How much of a recording is written at a time, in nanoseconds.</summary>
    public const long FlushInterval = 250_000_000;

    /// <summary>The most bytes that are not yet in the file.</summary>
    public const long FlushBytes = 32 * 1024 * 1024;

    private const string DelayedHeader = "delay_moov";

    /// <summary>Fragments are ended by hand; the header comes with the first, when every stream's start is known.</summary>
    private static readonly string[] Fragmented = ["frag_custom", "empty_moov", DelayedHeader, "default_base_moof", "skip_trailer"];

    /// <summary>The tags of FFmpeg's that MP4 has a box for.</summary>
    private static readonly string[] CommonTags = ["title", "artist", "album", "comment", "copyright", "description", "genre", "date"];

    /// <summary>What the index of a finished MP4 takes: at most this many bytes a packet (size 4, time 8, shift 8, key frame 4,
    /// flags 1, chunk 12 and its place 8), and what does not grow.</summary>
    private const long IndexBytesPerPacket = 45;
    private const long IndexBytes = 16 * 1024;

    /// <summary>What 30 pictures (12 bytes each, where some are shown in another order than they are stored) and 47 blocks of sound a second
    /// (4 bytes each) take in an hour and a half, in fragments of 250 ms (20 bytes a stream).</summary>
    private const long UsualIndexBytes = 4 * 1024 * 1024;

    /// <summary>The most room that is left for an index.</summary>
    private const long MostIndexBytes = 64 * 1024 * 1024;

    /// <summary>The muxer's options while recording.</summary>
    public MuxerOptions WhileRecording(IReadOnlyList<EncodedStream> streams, bool isLive) => new(MuxerFor(streams), Format.IsFinalised ? Flags(Fragmented) : Format.Settings, Tags)
    {
        InterleaveWindow = isLive ? LiveWindow : Window,
        CountsFrames = Format.CountsFrames,
        IsFragmented = Format.IsFinalised,
    };

    /// <summary>The muxer's options for a fragmented header that waits for nothing.</summary>
    public MuxerOptions HeaderAlone() =>
        new(Format.Muxer!, Flags([.. Fragmented.Where(flag => flag != DelayedHeader)]), Tags) { IsFragmented = true };

    /// <summary>What a container adds to the bytes of its packets, at most: for the first, and for each.</summary>
    public static (long File, long Packet) OverheadOf(ContainerFormat format) => format.IsFinalised ? (2 * IndexBytes, IndexBytesPerPacket) : (0, 0);

    /// <summary>The muxer's options for the finished file, whose index stands in front.</summary>
    /// <param name="index">The most bytes that the index may take.</param>
    public MuxerOptions WhenFinished(long index)
    {
        Dictionary<string, string> settings = Flags([]);
        settings["moov_size"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new MuxerOptions(Format.Muxer!, settings, Tags);
    }

    /// <summary>The most bytes that the index of a finished MP4 takes.</summary>
    public long IndexSizeFor(RecordingEnd end) => IndexSizeFor(end.Packets, end.Streams.Sum(made => made.Stream.GetExtraData().Length));

    /// <summary>The room that is left for the index of a recording that begins.</summary>
    /// <param name="streams">What it will hold.</param>
    /// <param name="duration">How long it will be, about; <see langword="null"/> where nobody knows.</param>
    public long IndexRoomFor(IReadOnlyCollection<EncodedStream> streams, TimeSpan? duration)
    {
        if (duration is not { } length)
        {
            return UsualIndexBytes;
        }

        double packets = (length.TotalSeconds * streams.Sum(stream => stream.PacketRate)) + streams.Count;
        return Math.Min(IndexSizeFor((long)packets, streams.Sum(stream => stream.GetExtraData().Length)), MostIndexBytes);
    }

    /// <summary>The most bytes that the index of a finished MP4 takes.</summary>
    /// <param name="packets">How many it has.</param>
    /// <param name="headers">Bytes of what decoders get before the first packet, of all its streams.</param>
    public long IndexSizeFor(long packets, long headers)
    {
        // A tag stands there with its name, in UTF-8, and in boxes of some 32 bytes each.
        long tags = Tags.Sum(tag => 96 + System.Text.Encoding.UTF8.GetByteCount(tag.Key + tag.Value));
        return IndexBytes + headers + tags + (packets * IndexBytesPerPacket);
    }

    private Dictionary<string, string> Flags(string[] flags)
    {
        // Tags beyond those that every player shows need a place of their own.
        bool custom = Tags.Keys.Any(name => !CommonTags.Contains(name, StringComparer.OrdinalIgnoreCase));
        string text = string.Join('+', custom ? [.. flags, "use_metadata_tags"] : flags);
        var settings = new Dictionary<string, string>(Format.Settings);
        if (text.Length > 0)
        {
            settings["movflags"] = text;
        }

        return settings;
    }

    private string MuxerFor(IReadOnlyList<EncodedStream> streams) =>
        Format.Muxer ?? ElementaryStreams.MuxerFor(StreamCodecs.VideoOf(streams[0])!.Value);
}
