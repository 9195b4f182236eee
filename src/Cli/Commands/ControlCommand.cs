using System.CommandLine;
using System.Net.Sockets;
using System.Text;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab control</c>: gives a command to a recording that runs.</summary>
internal sealed class ControlCommand : CliCommand
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private readonly Argument<string> _socket = new("SOCKET");
    private readonly Argument<string[]> _words = new("COMMAND...") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _json = Opt.Flag("--json", "the answer as one JSON object");

    public override string Name => "control";

    public override string Summary => "Start, pause, step or stop a recording that runs";

    public override CommandHelp Help => new(
        ["control SOCKET COMMAND [N] [--json]"],
        "Gives a command to a recording that runs with --control SOCKET, and prints its answer.",
        [
            "SOCKET   the path that the recording was given",
            "COMMAND  START, PAUSE, STOP, STEP [N], SPLIT, TRIGGER, STATUS or QUIT; what the recording does not know it answers with its list",
        ],
        [
            ("record sim: rec_{index}.mkv --control theatre.sock --start-stopped", "a recording that waits for commands"),
            ("control theatre.sock START", "record from the next frame on"),
        ],
        [new OptionSection("Report", [_json])]);

    protected override IReadOnlyList<Argument> Arguments => [_socket, _words];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string path = given.GetValue(_socket)!;
        string line = string.Join(' ', given.GetValue(_words)!);
        if (line.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new UsageException("a command is one line; allowed is one command at a time");
        }

        string? answer;
        try
        {
            answer = Ask(path, $"JSON {line}\n");
        }
        catch (Exception exception) when (exception is SocketException or IOException or ArgumentException)
        {
            output.Message($"no recording listens at {path}: {ControlSocket.Describe(exception, path)}");
            return ExitCode.Failed;
        }

        return Tell(answer, path, given.GetValue(_json), output);
    }

    private static string? Ask(string path, string line)
    {
        using Socket socket = ControlSocket.Connect(path);
        using var stream = new NetworkStream(socket);
        using var patience = new CancellationTokenSource(AnswerTime);
        stream.Write(Encoding.UTF8.GetBytes(line));
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static int Tell(string? line, string path, bool asJson, CommandOutput output)
    {
        ControlAnswer? answer = line is null ? null : ControlAnswer.Parse(line);
        if (answer is null)
        {
            output.Message($"the recording at {path} gave no answer");
            return ExitCode.Failed;
        }

        if (asJson)
        {
            output.Result(line!);
        }
        else if (answer.Ok)
        {
            output.Result(answer.ToLine(asJson: false));
        }
        else
        {
            output.Message(answer.Message);
        }

        return answer.Ok ? ExitCode.Done : ExitCode.Failed;
    }
}
