namespace GiftGrab;

/// <summary>How packets become a container.</summary>
/// <param name="Format">The container.</param>
/// <param name="Tags">What it says of itself.</param>
internal sealed record RecordingPlan(ContainerFormat Format, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>A packet waits at most this long for those of other streams; with <see cref="FlushInterval"/> less than the
    /// second that a killed recording may lose.</summary>
    private static readonly TimeSpan InterleaveWindow = TimeSpan.FromMilliseconds(400);

    /// <summary>The longest stretch of a recording that is not yet in the file, in nanoseconds.</summary>
    public const long FlushInterval = 500_000_000;

    /// <summary>The most bytes that are not yet in the file.</summary>
    public const long FlushBytes = 32 * 1024 * 1024;

    /// <summary>What the index of a finished MP4 takes: at most this many bytes a packet (size 4, time 8, shift 8, key frame 4,
    /// flags 1, chunk 12 and its place 8), and what does not grow.</summary>
    private const long IndexBytesPerPacket = 45;
    private const long IndexBytes = 64 * 1024;

    /// <summary>The muxer's options while recording.</summary>
    public MuxerOptions WhileRecording(IReadOnlyList<EncodedStream> streams) => new(MuxerFor(streams), Format.Settings, Tags)
    {
        InterleaveWindow = InterleaveWindow,
        CountsFrames = Format.CountsFrames,
    };

    /// <summary>The muxer's options for the finished file, whose index stands in front.</summary>
    public MuxerOptions WhenFinished(long packets) => new(
        Format.Muxer!,
        new Dictionary<string, string>
        {
            ["movflags"] = "use_metadata_tags",
            ["moov_size"] = (IndexBytes + (packets * IndexBytesPerPacket)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
        Tags);

    private string MuxerFor(IReadOnlyList<EncodedStream> streams) =>
        Format.Muxer ?? ElementaryStreams.MuxerFor(StreamCodecs.VideoOf(streams[0])!.Value);
}
