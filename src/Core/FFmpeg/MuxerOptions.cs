namespace GiftGrab;

/// <summary>How a container is written.</summary>
/// <param name="Format">FFmpeg's name of the output format, such as <c>matroska</c>.</param>
/// <param name="Settings">Options of the output format, by FFmpeg's names.</param>
/// <param name="Tags">What the container says of itself.</param>
internal sealed record MuxerOptions(
    string Format,
    IReadOnlyDictionary<string, string>? Settings = null,
    IReadOnlyDictionary<string, string>? Tags = null)
{
    /// <summary>How long a packet may wait for those of other streams that belong before it.</summary>
    public TimeSpan InterleaveWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether an MP4 or MOV is written in fragments that <see cref="Muxer.Flush"/> ends.</summary>
    public bool IsFragmented { get; init; }

    /// <summary>Whether the container counts pictures rather than time, so that its clock has to tick at the frame rate.</summary>
    public bool CountsFrames { get; init; }
}
