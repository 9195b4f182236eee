namespace GiftGrab;

/// <summary>A part that is written, or was.</summary>
internal sealed class OpenPart(string path, FileOutputOptions options, int number, PacketWriter writer)
{
    public string Path => path;

    public FileOutputOptions Options => options;

    public PacketWriter Writer => writer;

    /// <summary>What it holds; <see langword="null"/>: what comes.</summary>
    public IReadOnlyList<EncodedStream>? Streams { get; init; }

    /// <summary>What its pictures belong to; <see langword="null"/> before the first.</summary>
    public EncodedStream? Video { get; set; }

    /// <summary>Bytes of its packets.</summary>
    public long PacketBytes { get; set; }

    /// <summary>Where the next part began, in nanoseconds of the source; none has yet.</summary>
    public long End { get; set; } = long.MaxValue;

    /// <summary>Pictures that it was given; its writer may still hold them back.</summary>
    public long Pictures { get; set; }

    /// <summary>Pictures in the parts before it.</summary>
    public long FirstFrame { get; init; }

    /// <summary>When it begins, in nanoseconds from the recording's first picture.</summary>
    public long Start { get; init; }

    /// <summary>As of now. From any thread.</summary>
    public FilePart Describe()
    {
        OutputStatistics statistics = writer.Statistics;
        return new FilePart
        {
            Path = path,
            Number = number,
            Width = Video?.Width ?? 0,
            Height = Video?.Height ?? 0,
            FirstFrame = FirstFrame,
            Frames = statistics.VideoFrames,
            Start = Start,
            Duration = statistics.Duration,
            Bytes = statistics.Bytes,
            IsComplete = writer.Completion.IsCompletedSuccessfully,
        };
    }
}
