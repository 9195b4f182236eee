namespace GiftGrab;

/// <summary>What a recording says of itself, in its container's tags.</summary>
public sealed record RecordingMetadata
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>The collection that it belongs to: the tag <c>collection_id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>When it was recorded: the tag <c>date_recorded</c>.</summary>
    public string? Date { get; init; }

    /// <summary>More tags. A name has 1 to 64 letters, digits, blanks, dots, dashes and underscores.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
