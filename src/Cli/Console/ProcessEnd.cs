namespace GiftGrab.Cli;

/// <summary>Has one thread alone end the process: what the C library calls at the end crashes where two threads do.</summary>
internal static class ProcessEnd
{
    private static int _begun;

    /// <summary>Ends the process at once; does not return. Any thread.</summary>
    /// <param name="code">One of <see cref="ExitCode"/>.</param>
    public static void Exit(int code)
    {
        Begin();
        Environment.Exit(code);
    }

    /// <summary>Called with what the program's first thread will return; does not return where another thread ends the process already.</summary>
    public static int Return(int code)
    {
        Begin();
        return code;
    }

    private static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
