namespace GiftGrab.Cli;

/// <summary>What <c>giftgrab info --json</c> prints.</summary>
internal sealed record MediaFact(
    string Path,
    string Container,
    string ContainerDescription,
    double? DurationSeconds,
    double? StartSeconds,
    long FileSize,
    long BitRate,
    VideoFact? Video,
    AudioFact? Audio,
    IReadOnlyList<StreamFact> Streams,
    IReadOnlyDictionary<string, string> Tags);

/// <summary>The main pictures of a file.</summary>
internal sealed record VideoFact(
    int Index,
    string Codec,
    string? Profile,
    int Width,
    int Height,
    string PixelFormat,
    string FrameRate,
    string AverageFrameRate,
    long Frames,
    bool FramesAreCounted,
    string ColorMatrix,
    string ColorRange,
    long BitRate);

/// <summary>The main sound of a file.</summary>
internal sealed record AudioFact(
    int Index, string Codec, string? Profile, int SampleRate, int Channels, string SampleFormat, long BitRate);

/// <summary>Any stream of a file.</summary>
internal sealed record StreamFact(
    int Index, string Kind, string Codec, double? DurationSeconds, IReadOnlyDictionary<string, string> Tags);
