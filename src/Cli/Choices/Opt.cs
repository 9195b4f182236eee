using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>Makes options. All hold text: it is read, with a sentence of our own, when the command is bound.</summary>
internal static class Opt
{
    /// <summary>The name of a value that is free text, and may be empty.</summary>
    public const string Text = "TEXT";

    /// <summary>An option with one value.</summary>
    public static Option<string?> Value(string name, string valueName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = valueName };

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Values(string name, string valueName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = valueName, Arity = ArgumentArity.OneOrMore };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Reads an option's value where it was given.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public static T? Read<T>(this ParseResult given, Option<string?> option, Func<string, T> parse)
        where T : class => given.GetValue(option) is { } text ? parse(text) : null;

    /// <summary>Reads an option's value where it was given.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public static T? ReadValue<T>(this ParseResult given, Option<string?> option, Func<string, T> parse)
        where T : struct => given.GetValue(option) is { } text ? parse(text) : null;
}

/// <summary>Options that belong together, under a title in the help.</summary>
internal sealed record OptionSection(string Title, IReadOnlyList<Option> Options, string? Note = null);
