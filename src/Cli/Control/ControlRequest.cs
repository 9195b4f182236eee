namespace GiftGrab.Cli;

/// <summary>How a recording is controlled while it runs.</summary>
/// <param name="Channel">Where commands come from: <see cref="Stdin"/>, or the path of a socket.</param>
/// <param name="StartsStopped">Whether nothing is recorded before a START.</param>
/// <param name="PauseGap">What a pause leaves in the file.</param>
internal sealed record ControlRequest(string Channel, bool StartsStopped, PauseGap PauseGap)
{
    /// <summary>The channel that is the program's standard input.</summary>
    public const string Stdin = "stdin";
}
