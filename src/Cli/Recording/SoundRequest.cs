namespace GiftGrab.Cli;

/// <summary>What the command line asks to record of sound alone.</summary>
/// <param name="Address">Where the sound comes from.</param>
/// <param name="Pace">How fast; <see langword="null"/>: as suits the source.</param>
/// <param name="Live">What a live source does when it falters; <see langword="null"/>: as usual.</param>
/// <param name="MustEnd">Whether a source is refused that never ends by itself.</param>
/// <param name="Outputs">At least one.</param>
/// <param name="Report">What is told.</param>
internal sealed record SoundRequest(
    string Address, Pace? Pace, LiveOptions? Live, bool MustEnd, IReadOnlyList<SoundOutputRequest> Outputs, ReportRequest Report)
{
    /// <summary>How long the recording lasts at most; <see langword="null"/>: without limit.</summary>
    public TimeSpan? MaxDuration => Outputs[0].Options.MaxDuration;
}

/// <summary>An output of sound that is asked for.</summary>
/// <param name="Path">The file.</param>
/// <param name="Options">All else.</param>
/// <param name="QueueCapacity">Blocks that may wait; <see langword="null"/>: as usual.</param>
/// <param name="Command">Writes the command line that makes it again; <see langword="null"/>: nobody wants to know.</param>
internal sealed record SoundOutputRequest(string Path, AudioTargetOptions Options, int? QueueCapacity, PlannedCommand? Command);
