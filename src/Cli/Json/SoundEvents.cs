using System.Text.Json.Serialization;

namespace GiftGrab.Cli;

/// <summary>The source of a recording of sound alone.</summary>
internal sealed record SoundSourceFact(string Address, bool Live, SoundFact Audio)
{
    /// <summary>Whether it is simulated, and no card; <see langword="null"/> where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Simulated { get; init; }
}

/// <summary>An output of sound as it begins.</summary>
internal sealed record SoundOutputFact(string Path, string AudioCodec, string Encoder, int SampleRate, int Channels)
{
    /// <summary>How it is made; <see langword="null"/> where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Plan { get; init; }

    /// <summary>The command line that makes it again; <see langword="null"/> where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }
}

/// <summary>The recording of sound begins.</summary>
internal sealed record SoundStartedEvent(string Event, SoundSourceFact Source, IReadOnlyList<SoundOutputFact> Outputs);

/// <summary>How far the recording of sound is.</summary>
/// <param name="Event">progress.</param>
/// <param name="Elapsed">Seconds since the start.</param>
/// <param name="Position">The end of the newest block, in seconds of the source.</param>
/// <param name="Sound">How loud the last interval was.</param>
/// <param name="Outputs">One for each output.</param>
internal sealed record SoundProgressEvent(
    string Event, double Elapsed, double Position, SoundLevelFact? Sound, IReadOnlyList<SoundOutputProgress> Outputs);

/// <summary>How far an output of sound is, in blocks, bytes and seconds.</summary>
internal sealed record SoundOutputProgress(string Path, long Received, long Dropped, int Queued, long Bytes, double Duration, long? FreeBytes);

/// <summary>The result: the last line, and the same shape whatever happened.</summary>
internal sealed record SoundFinishedEvent(
    string Event, SoundSourceFact Source, string StoppedBy, double Elapsed, IReadOnlyList<SoundOutputResult> Outputs, string? Error, int ExitCode);

/// <summary>What became of an output of sound.</summary>
internal sealed record SoundOutputResult(
    string Path, string AudioCodec, long Received, long Dropped, long Bytes, double Duration, bool Finalised, string? Error);
