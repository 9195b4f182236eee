using System.Runtime.InteropServices;

namespace GiftGrab.Cli;

/// <summary>Asks other processes to end.</summary>
internal static partial class Signals
{
    private const int Term = 15;

    /// <summary>Sends SIGTERM.</summary>
    public static void Terminate(int process) => _ = Kill(process, Term);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
