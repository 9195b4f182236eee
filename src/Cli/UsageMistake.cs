using System.CommandLine;
using System.CommandLine.Parsing;

namespace GiftGrab.Cli;

/// <summary>Finds what is wrong with a command line before anything is read of it, and says it in our own words.</summary>
internal static class UsageMistake
{
    // What .NET puts in place of what it cannot read: a file of this name would be another one.
    private const char Unreadable = '\uFFFD';

    /// <summary>What is wrong with the command line in one sentence; <see langword="null"/> where nothing is.</summary>
    public static string? In(string[] arguments, ParseResult given, CliCommand? command, IReadOnlyList<CliCommand> known)
    {
        if (Array.Find(arguments, argument => argument.Contains(Unreadable)) is { } unreadable)
        {
            return $"\"{unreadable}\" holds bytes that are not UTF-8; allowed are names in UTF-8";
        }

        if (command is null)
        {
            string[] names = [.. known.Select(one => one.Name)];
            return $"the command \"{arguments[0]}\" is not known{Question(NearestName.Meant(arguments[0], names))}; allowed are {string.Join(", ", names)}";
        }

        if (UnknownOption(arguments, given) is { } unknown)
        {
            return $"the option {unknown} is not known to {command.Name}{Suggestion(unknown, given.CommandResult.Command)}; see giftgrab {command.Name} --help";
        }

        if ((MissingValue(arguments, given) ?? FlagWithValue(arguments, given) ?? EmptyValue(given)) is { } value)
        {
            return value;
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
    public static string? MissingValue(string[] arguments, ParseResult given)
    {
        Option? empty = OptionWithoutValue(arguments, given.CommandResult.Command)
            ?? (given.Errors is [{ SymbolResult: OptionResult { Tokens.Count: 0 } last }, ..] ? last.Option : null);
        return empty is null ? null : $"{empty.Name} needs a value: {empty.HelpName}, {empty.Description}";
    }

    /// <summary>The parser takes what follows a flag's "=" for an argument; no file name is meant by it.</summary>
    private static string? FlagWithValue(string[] arguments, ParseResult given)
    {
        foreach (string argument in BeforeEnd(arguments).Where(argument => argument.Contains('=')))
        {
            string[] parts = argument.Split('=', 2);
            if (Named(given.CommandResult.Command, parts[0]) is { Arity.MaximumNumberOfValues: 0 } flag)
            {
                return $"{flag.Name} takes no value, and was given \"{parts[1]}\"; give it, or leave it out";
            }
        }

        return null;
    }

    /// <summary>A name that is empty comes of a script whose variable is; only free text may be.</summary>
    private static string? EmptyValue(ParseResult given)
    {
        foreach (SymbolResult part in given.CommandResult.Children)
        {
            if (part.Tokens.Any(token => token.Value.Length == 0))
            {
                switch (part)
                {
                    case ArgumentResult argument:
                        return $"{given.CommandResult.Command.Name} was given an empty text for {argument.Argument.Name}; see giftgrab {given.CommandResult.Command.Name} --help";
                    case OptionResult { Option: { HelpName: not Opt.Text } option }:
                        return $"{option.Name} \"\" is empty; it needs a value: {option.HelpName}, {option.Description}";
                }
            }
        }

        return null;
    }

    /// <summary>The parser takes the next option for the value that was left out.</summary>
    private static Option? OptionWithoutValue(string[] arguments, Command command)
    {
        string[] before = BeforeEnd(arguments);
        for (int i = 1; i + 1 < before.Length; i++)
        {
            if (Named(command, before[i]) is { Arity.MinimumNumberOfValues: > 0 } option && Named(command, before[i + 1]) is not null)
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The parser takes an option that it does not know for an argument; no file name is meant by it.</summary>
    private static string? UnknownOption(string[] arguments, ParseResult given)
    {
        var loose = given.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(given.UnmatchedTokens)
            .Where(token => token.Length > 1 && token[0] == '-')
            .ToHashSet();
        return Array.Find(BeforeEnd(arguments), loose.Contains);
    }

    private static string[] BeforeEnd(string[] arguments)
    {
        int end = Array.IndexOf(arguments, "--");
        return end < 0 ? arguments : arguments[..end];
    }

    private static Option? Named(Command command, string argument) =>
        command.Options.FirstOrDefault(option => option.Name == argument || option.Aliases.Contains(argument));

    private static string Suggestion(string unknown, Command command)
    {
        string name = unknown.Split('=')[0];
        string[] names = [.. command.Options.Select(option => option.Name)];
        return Question(Array.Find(names, option => option.StartsWith(name, StringComparison.Ordinal) || (name.Length > 4 && name.StartsWith(option, StringComparison.Ordinal)))
            ?? NearestName.Meant(name, names));
    }

    private static string Question(string? near) => near is null ? string.Empty : $" (is {near} meant?)";
}
