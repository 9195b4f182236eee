using System.Text.Json.Serialization;

namespace GiftGrab.Cli;

/// <summary>The source of a recording.</summary>
internal sealed record SourceFact(
    string Address, int Width, int Height, string PixelFormat, string FrameRate, bool Live, SoundFact? Audio)
{
    /// <summary>Whether it is simulated, and no card; <see langword="null"/> where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Simulated { get; init; }
}

/// <summary>The sound of a source.</summary>
internal sealed record SoundFact(int SampleRate, int Channels, string SampleFormat);

/// <summary>An output as it begins: every setting in effect.</summary>
internal sealed record OutputFact(
    string Path,
    string Codec,
    string Encoder,
    string Hardware,
    string RateControl,
    int Width,
    int Height,
    string PixelFormat,
    string FrameRate,
    bool Lossless,
    string? AudioCodec,
    string? FallbackReason,
    string Settings)
{
    /// <summary>How it is made; <see langword="null"/> where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Plan { get; init; }

    /// <summary>The command line that makes it again; <see langword="null"/> where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }
}

/// <summary>The recording begins.</summary>
internal sealed record StartedEvent(string Event, SourceFact Source, IReadOnlyList<OutputFact> Outputs);

/// <summary>How far the recording is.</summary>
/// <param name="Event">progress.</param>
/// <param name="Elapsed">Seconds since the start.</param>
/// <param name="Position">The end of the newest frame, in seconds of the source.</param>
/// <param name="Frames">Frames from the source.</param>
/// <param name="Fps">Frames a second since the last event.</param>
/// <param name="Speed">Seconds of the source in a second, since the last event.</param>
/// <param name="Sound">How loud the sound of the last interval was; <see langword="null"/> where there is none.</param>
/// <param name="Outputs">One for each output.</param>
internal sealed record ProgressEvent(
    string Event, double Elapsed, double Position, long Frames, double Fps, double Speed, SoundLevelFact? Sound,
    IReadOnlyList<OutputProgress> Outputs);

/// <summary>How loud sound is, in dBFS.</summary>
internal sealed record SoundLevelFact(double Peak, double Rms);

/// <summary>How far an output is.</summary>
internal sealed record OutputProgress(
    string Path, long Received, long Encoded, long Dropped, int Queued, long Bytes, double Kbps, long? FreeBytes);

/// <summary>A picture was kept as a file.</summary>
/// <param name="Event">snapshot.</param>
/// <param name="Path">The file.</param>
/// <param name="Frame">The frame's number.</param>
/// <param name="Time">The frame's time, in seconds of the source.</param>
internal sealed record SnapshotEvent(string Event, string Path, long Frame, double Time);

/// <summary>What became of the pictures that were to be kept.</summary>
internal sealed record SnapshotsFact(long Saved, long Failed, long Dropped);

/// <summary>An output failed; the others go on.</summary>
internal sealed record OutputFailedEvent(string Event, string Path, string Message);

/// <summary>Several sources gave their first frames.</summary>
/// <param name="Event">first-frames.</param>
/// <param name="SpreadMs">From the earliest to the latest, in milliseconds.</param>
/// <param name="Sources">Each source.</param>
internal sealed record FirstFramesEvent(string Event, double SpreadMs, IReadOnlyList<FirstFrameFact> Sources);

/// <summary>How long after the earliest a source gave its first frame.</summary>
internal sealed record FirstFrameFact(string Address, double AfterMs);

/// <summary>A live source entered another state.</summary>
/// <param name="Event">source-state.</param>
/// <param name="Address">Of the source, without credentials.</param>
/// <param name="Of">pictures or sound.</param>
/// <param name="State">starting, running, lost, reconnecting or stopped.</param>
/// <param name="Reason">Why, where something went wrong.</param>
internal sealed record SourceStateEvent(string Event, string Address, string Of, string State, string? Reason);

/// <summary>Something that the user should know; nothing failed.</summary>
internal sealed record WarningEvent(string Event, string Message);

/// <summary>The result: the last line, and the same shape whatever happened.</summary>
internal sealed record FinishedEvent(
    string Event, SourceFact Source, string StoppedBy, double Elapsed, IReadOnlyList<OutputResult> Outputs, SnapshotsFact? Snapshots,
    string? Error, int ExitCode);

/// <summary>What became of an output.</summary>
internal sealed record OutputResult(
    string Path,
    string Codec,
    string? Encoder,
    long Received,
    long Encoded,
    long Dropped,
    IReadOnlyList<long[]> DroppedRanges,
    long Missed,
    long Repeated,
    long Skipped,
    long AdjustedTimestamps,
    long Bytes,
    double Duration,
    long? VerifiedFrames,
    bool Finalised,
    string? Error,
    IReadOnlyList<GapFact> Gaps,
    IReadOnlyList<SidecarSoundGap> AudioGaps,
    LatencyFact? Latency,
    IReadOnlyList<PartFact>? Parts);

/// <summary>A file of an output that is split or triggered: where it begins in the recording, of a ring on the source's clock, in seconds.</summary>
internal sealed record PartFact(string Path, long? FirstFrame, long Frames, double Start, double Duration, long Bytes);

/// <summary>A time in which the source gave no pictures: seconds from the first picture, and the number of the first one after it.</summary>
internal sealed record GapFact(double Start, double End, long FirstFrame, long Substitutes, string Reason);

/// <summary>From a picture's arrival to the encoder, in milliseconds.</summary>
internal sealed record LatencyFact(long Frames, double P50, double P95, double P99);

/// <summary>The command could not do what it was asked, and nothing more follows.</summary>
/// <param name="Event">error.</param>
/// <param name="Message">Why.</param>
/// <param name="ExitCode">The program's.</param>
internal sealed record ErrorEvent(string Event, string Message, int ExitCode);
