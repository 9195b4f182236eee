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

        bool asJson = arguments.Contains("--json");
        if (Mistake(arguments, given, command) is { } mistake)
        {
            return Fail(mistake, ExitCode.Usage, asJson, output);
        }

        int exitCode = Run(command!, root, given, arguments, output);
        if (output.LostResults is not { } loss)
        {
            return exitCode;
        }

        output.Message($"standard output cannot be written: {loss.Message}");
        return exitCode == ExitCode.Done ? ExitCode.Failed : exitCode;
    }

    private static int Run(CliCommand command, RootCommand root, ParseResult given, string[] arguments, CommandOutput output)
    {
        bool asJson = arguments.Contains("--json");
        try
        {
            IReadOnlyList<string> additions = command.Additions(given);
            return command.Run(additions.Count == 0 ? given : Read(root, [arguments[0], .. additions, .. arguments[1..]], command), output);
        }
        catch (Exception exception) when (exception is UsageException or FormatException or VideoTargetException or SourceAddressException)
        {
            // A target that is not possible is refused before anything is created; later failures are results of a recording.
            return Fail(exception.Message, ExitCode.Usage, asJson, output);
        }
        catch (ArgumentException exception)
        {
            return Fail(Sentence(exception), ExitCode.Usage, asJson, output);
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
        return Mistake(arguments, given, command) is { } mistake ? throw new UsageException(mistake) : given;
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

    /// <summary>The library's sentence without .NET's note on the parameter that held the value.</summary>
    private static string Sentence(ArgumentException exception)
    {
        int note = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return note < 0 ? exception.Message : exception.Message[..note];
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

    /// <summary>What is wrong with the command line in one sentence; <see langword="null"/> where nothing is.</summary>
    private static string? Mistake(string[] arguments, ParseResult given, CliCommand? command)
    {
        if (command is null)
        {
            return $"the command \"{arguments[0]}\" is not known; allowed are {string.Join(", ", Commands.Select(known => known.Name))}";
        }

        if (UnknownOption(arguments, given) is { } unknown)
        {
            return $"the option {unknown} is not known to {command.Name}{Suggestion(unknown, given.CommandResult.Command)}; see giftgrab {command.Name} --help";
        }

        if (MissingValue(arguments, given) is { } missing)
        {
            return missing;
        }

        ParseError? error = given.Errors.Count > 0 ? given.Errors[0] : null;
        return error?.SymbolResult switch
        {
            null when error is null => null,
            ArgumentResult { Tokens.Count: 0, Parent: CommandResult } argument => $"{command.Name} needs {argument.Argument.Name}; see giftgrab {command.Name} --help",
            OptionResult option when option.IdentifierTokenCount > 1 =>
                $"{option.Option.Name} was given {option.IdentifierTokenCount} times ({string.Join(", ", option.Tokens)}); allowed is once",
            ArgumentResult { Parent: OptionResult option } when option.IdentifierTokenCount > 1 =>
                $"{option.Option.Name} was given {option.IdentifierTokenCount} times ({string.Join(", ", option.Tokens)}); allowed is once",
            _ when given.UnmatchedTokens.Count > 0 => $"{command.Name} has no use for \"{given.UnmatchedTokens[0]}\"; see giftgrab {command.Name} --help",
            _ => $"{error.Message.TrimEnd('.')}; see giftgrab {command.Name} --help",
        };
    }

    /// <summary>Which option lacks its value, in one sentence; <see langword="null"/> where none does.</summary>
    /// <param name="arguments">The words, of which the first is no option.</param>
    /// <param name="given">What the parser made of them.</param>
    internal static string? MissingValue(string[] arguments, ParseResult given)
    {
        Option? empty = OptionWithoutValue(arguments, given.CommandResult.Command)
            ?? (given.Errors is [{ SymbolResult: OptionResult { Tokens.Count: 0 } last }, ..] ? last.Option : null);
        return empty is null ? null : $"{empty.Name} needs a value: {empty.HelpName}, {empty.Description}";
    }

    /// <summary>The parser takes the next option for the value that was left out.</summary>
    private static Option? OptionWithoutValue(string[] arguments, Command command)
    {
        Option? Named(string argument) => command.Options.FirstOrDefault(option => option.Name == argument || option.Aliases.Contains(argument));
        int end = Array.IndexOf(arguments, "--");
        for (int i = 1; i + 1 < (end < 0 ? arguments.Length : end); i++)
        {
            if (Named(arguments[i]) is { Arity.MinimumNumberOfValues: > 0 } option && Named(arguments[i + 1]) is not null)
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The parser takes an option that it does not know for an argument; no file name is meant by it.</summary>
    private static string? UnknownOption(string[] arguments, ParseResult given)
    {
        int end = Array.IndexOf(arguments, "--");
        IEnumerable<string> before = end < 0 ? arguments : arguments.Take(end);
        var loose = given.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(given.UnmatchedTokens)
            .Where(token => token.Length > 1 && token[0] == '-')
            .ToHashSet();
        return before.FirstOrDefault(loose.Contains);
    }

    private static string Suggestion(string unknown, Command command)
    {
        string name = unknown.Split('=')[0];
        string? near = command.Options
            .Select(option => option.Name)
            .Where(option => option.StartsWith(name, StringComparison.Ordinal) || (name.Length > 4 && name.StartsWith(option, StringComparison.Ordinal)))
            .FirstOrDefault();
        return near is null ? string.Empty : $" (is {near} meant?)";
    }
}
