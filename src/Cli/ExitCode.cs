namespace GiftGrab.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed while it ran, or a check found something missing.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not usable, or names a file that is not there; nothing was created.</summary>
    public const int Usage = 2;

    /// <summary>The recording is whole as a file, but frames were dropped on the way to it, or not fetched from a card in time.</summary>
    public const int Dropped = 3;

    /// <summary>Ended by Ctrl-C (128 + SIGINT), SIGTERM or SIGHUP; the files are finalised.</summary>
    public const int Interrupted = 130;
}
