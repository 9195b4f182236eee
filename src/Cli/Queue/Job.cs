namespace GiftGrab.Cli;

/// <summary>A recording that is encoded later.</summary>
/// <param name="Id">Its number in the queue, from 1.</param>
/// <param name="State">What is becoming of it.</param>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="NotBefore">When it may begin, in UTC; <see langword="null"/>: at once.</param>
/// <param name="Progress">From 0 to 1, verification included.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="IsVerified">Whether the result was verified and only has to take its place.</param>
/// <param name="Spec">What is to be done.</param>
internal sealed record Job(
    long Id, JobState State, int Priority, DateTime? NotBefore, double Progress, string? Error, bool IsVerified, JobSpec Spec);

/// <summary>What a job does. All paths are absolute.</summary>
/// <param name="Source">The exact recording that is encoded.</param>
/// <param name="Output">What is made of it.</param>
/// <param name="Arguments">The options of the encoding, as they were given on the command line.</param>
/// <param name="Outputs">All outputs of that command line, which the options' values are for.</param>
/// <param name="Index">Which of them this is, from 0.</param>
internal sealed record JobSpec(
    string Source, string Output, IReadOnlyList<string> Arguments, IReadOnlyList<string> Outputs, int Index)
{
    /// <summary>Pictures in the source; <see langword="null"/>: as many as it has.</summary>
    public long? Frames { get; init; }

    /// <summary>The exact times of the pictures, which the source's container rounds; <see langword="null"/>: the source's.</summary>
    public string? Tsync { get; init; }

    /// <summary>The files of times that stay beside the output.</summary>
    public IReadOnlyList<TimeFile> TimeFiles { get; init; } = [];

    /// <summary>Files that are removed once the output was verified: the source, and what belongs to it alone.</summary>
    public IReadOnlyList<string> Temporary { get; init; } = [];

    /// <summary>Whether the process that recorded the source was killed: the source is mended first.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The least likeness of a lossy output to the source, in dB.</summary>
    public double LeastPsnr { get; init; } = DefaultPsnr;

    /// <summary>Below this, pictures show something else: the coarsest setting of every codec here stays above it.</summary>
    public const double DefaultPsnr = 20;

    /// <summary>What the output grows as until it was verified: beside it, so that taking its name is one step.</summary>
    public string DraftOf(long id) => Path.Combine(
        Path.GetDirectoryName(Output)!, $".{Path.GetFileNameWithoutExtension(Output)}.job-{id}{Path.GetExtension(Output)}");
}

/// <summary>A file of times.</summary>
internal sealed record TimeFile(string Path, ManifestFileKind Kind);
