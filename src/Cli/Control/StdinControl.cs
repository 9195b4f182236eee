namespace GiftGrab.Cli;

/// <summary>Follows the lines of standard input, and answers on standard output. Its end ends the recording.</summary>
internal static class StdinControl
{
    /// <summary>Begins to listen, on a thread that ends with the process: a read of a terminal cannot be called off.</summary>
    public static void Begin(ControlVerbs verbs, Action<string> answer, Action ended)
    {
        var thread = new Thread(() => Listen(Console.OpenStandardInput(), verbs, answer, ended)) { IsBackground = true, Name = "control" };
        thread.Start();
    }

    /// <summary>Follows the lines of a stream to its end.</summary>
    public static void Listen(Stream input, ControlVerbs verbs, Action<string> answer, Action ended)
    {
        try
        {
            var lines = new CommandLines(input);
            while (lines.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } line)
            {
                if (line.IsTooLong)
                {
                    answer(verbs.RefuseLong(line.Text, CommandLines.Longest));
                }
                else if (!string.IsNullOrWhiteSpace(line.Text))
                {
                    answer(verbs.Follow(line.Text));
                }
            }
        }
        catch (IOException)
        {
            // A terminal that went away says no more either.
        }

        ended();
    }
}
