using System.Text;

namespace GiftGrab.Cli;

/// <summary>Where the command writes: results to standard output, all else to standard error, a status line over it on a terminal.</summary>
/// <remarks>Any thread may write; lines never mix. What cannot be written is let go, and
/// <see cref="LostResults"/> says so.</remarks>
internal sealed class CommandOutput : IDisposable
{
    private const string ClearLine = "\r\x1b[K";
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly StreamWriter _results;
    private readonly StreamWriter _messages;
    private string _status = string.Empty;

    /// <summary>Writes to standard output and standard error.</summary>
    public CommandOutput()
        : this(Console.OpenStandardOutput(), Console.OpenStandardError())
    {
        // Streams rather than Console.Out: those cost nothing until used and set up no terminal.
    }

    /// <param name="results">Takes results.</param>
    /// <param name="messages">Takes all else.</param>
    public CommandOutput(Stream results, Stream messages)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _results = new StreamWriter(results, encoding, 4096) { NewLine = "\n" };
        _messages = new StreamWriter(messages, encoding, 4096) { NewLine = "\n", AutoFlush = true };
    }

    /// <summary>Why results did not reach standard output; <see langword="null"/> where they did, or their reader went away.</summary>
    public IOException? LostResults { get; private set; }

    /// <summary>Whether a person watches the messages.</summary>
    public static bool IsTerminal => !Console.IsErrorRedirected;

    /// <summary>Writes a line of results.</summary>
    public void Result(string text) => Write(_results, text, flush: true);

    /// <summary>Writes a line of messages under the command's name.</summary>
    public void Message(string text) => Write(_messages, $"giftgrab: {OneLine(Credentials.Redact(text))}", flush: false);

    /// <summary>Writes a line of messages as it is.</summary>
    public void Plain(string text) => Write(_messages, text, flush: false);

    /// <summary>Shows a line that the next one replaces; only where a person watches.</summary>
    public void Status(string text)
    {
        lock (_gate)
        {
            if (text != _status)
            {
                _status = text;
                Try(() => _messages.Write(ClearLine + text));
            }
        }
    }

    /// <summary>Puts a message on one line.</summary>
    public static string OneLine(string text) => text.AsSpan().ContainsAny('\r', '\n')
        ? string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        : text;

    public void Dispose()
    {
        if (!_gate.TryEnter(LongestEnd))
        {
            // Another thread writes to somebody who does not read; the process ends without it.
            return;
        }

        try
        {
            Status(string.Empty);
            Try(_results.Dispose);
            Try(_messages.Dispose);
        }
        finally
        {
            _gate.Exit();
        }
    }

    // The recording is worth more than its messages.
    private static IOException? Try(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (IOException exception)
        {
            return exception;
        }
    }

    private void Write(StreamWriter writer, string text, bool flush)
    {
        lock (_gate)
        {
            string status = _status;
            if (status.Length > 0)
            {
                Try(() => _messages.Write(ClearLine));
            }

            IOException? loss = Try(() =>
            {
                writer.WriteLine(text);
                if (flush)
                {
                    writer.Flush();
                }
            });
            LostResults ??= writer == _results ? loss : null;
            if (status.Length > 0)
            {
                Try(() => _messages.Write(status));
            }
        }
    }
}
