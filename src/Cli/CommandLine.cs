using System.CommandLine;
using System.CommandLine.Parsing;

namespace GiftGrab.Cli;

/// <summary>Takes the command line apart, runs the command, and turns what goes wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private static readonly CliCommand[] Commands =
    [
        new RecordCommand(), new ConvertCommand(), new SnapshotCommand(), new InfoCommand(), new TsyncCommand(), new VerifyCommand(),
        new RepairCommand(), new QueueCommand(), new PresetsCommand(), new DevicesCommand(), new DoctorCommand(),
        new ControlCommand(),
    ];

    // A file may be called @name: nothing is read from response files.
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, CommandOutput output)
    {
        int exitCode = Answer(arguments, output);
        if (output.LostResults is not { } loss)
        {
            return exitCode;
        }

        output.Message($"standard output cannot be written: {loss.Message}");
        return exitCode == ExitCode.Done ? ExitCode.Failed : exitCode;
    }

    private static int Answer(string[] arguments, CommandOutput output)
    {
        Option<bool> help = Opt.Flag("--help", "this page", "-h", "-?");
        Option<bool> version = Opt.Flag("--version", "the program's version");
        help.Recursive = true;
        RootCommand root = BuildRoot(help, version);

        ParseResult given = root.Parse(arguments, Plain);
        CliCommand? command = Array.Find(Commands, candidate => candidate.Name == given.CommandResult.Command.Name);
        if (given.GetValue(help))
        {
            output.Result(command is null ? Overview() : HelpPage.Of(command.Help));
            return ExitCode.Done;
        }

        if (command is null && given.GetValue(version))
        {
            output.Result($"giftgrab {typeof(CommandLine).Assembly.GetName().Version!.ToString(3)}");
            return ExitCode.Done;
        }

        if (arguments.Length == 0)
        {
            output.Plain(Overview());
            return ExitCode.Usage;
        }

        if (arguments[0] == "help")
        {
            return Answer([.. arguments[1..], "--help"], output);
        }

        bool asJson = arguments.Contains("--json");
        if (UsageMistake.In(arguments, given, command, Commands) is { } mistake)
        {
            return Fail(mistake, ExitCode.Usage, asJson, output);
        }

        return Run(command!, root, given, arguments, output);
    }

    private static int Run(CliCommand command, RootCommand root, ParseResult given, string[] arguments, CommandOutput output)
    {
        bool asJson = arguments.Contains("--json");
        try
        {
            IReadOnlyList<string> additions = command.Additions(given);
            return command.Run(additions.Count == 0 ? given : Read(root, [arguments[0], .. additions, .. arguments[1..]], command), output);
        }
        catch (Exception exception) when (exception is UsageException or FormatException or VideoTargetException or SourceAddressException or SourceFileNotFoundException)
        {
            // A target that is not possible is refused before anything is created; later failures are results of a recording.
            return Fail(exception.Message, ExitCode.Usage, asJson, output);
        }
        catch (Exception) when (!Directory.Exists("."))
        {
            return Fail("the current folder does not exist any more; change into one that does", ExitCode.Failed, asJson, output);
        }
        catch (ArgumentException exception)
        {
            return Fail(IOErrors.SentenceOf(exception), ExitCode.Usage, asJson, output);
        }
        catch (Exception exception)
        {
            // The last resort: whoever types a command is owed a sentence, never a stack trace.
            return Fail(exception.Message, ExitCode.Failed, asJson, output);
        }
    }

    private static ParseResult Read(RootCommand root, string[] arguments, CliCommand command)
    {
        ParseResult given = root.Parse(arguments, Plain);
        return UsageMistake.In(arguments, given, command, Commands) is { } mistake ? throw new UsageException(mistake) : given;
    }

    private static int Fail(string message, int exitCode, bool asJson, CommandOutput output)
    {
        if (asJson)
        {
            var failure = new ErrorEvent("error", CommandOutput.OneLine(Credentials.Redact(message)), exitCode);
            output.Result(CliJson.Line(failure, CliJson.Readable.ErrorEvent));
        }

        output.Message(message);
        return exitCode;
    }

    private static RootCommand BuildRoot(Option help, Option version)
    {
        var root = new RootCommand("giftgrab");
        root.Options.Clear();
        root.Directives.Clear();
        root.Options.Add(help);
        root.Options.Add(version);
        foreach (CliCommand command in Commands)
        {
            root.Subcommands.Add(command.Build());
        }

        return root;
    }

    private static string Overview() => HelpPage.Overview([.. Commands.Select(command => (command.Name, command.Summary))]);
}
