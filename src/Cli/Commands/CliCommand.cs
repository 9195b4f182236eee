using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>A command of the program.</summary>
internal abstract class CliCommand
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for the overview.</summary>
    public abstract string Summary { get; }

    /// <summary>What its help says.</summary>
    public abstract CommandHelp Help { get; }

    /// <summary>Its options and arguments, for the parser.</summary>
    public Command Build()
    {
        var command = new Command(Name, Summary);
        foreach (Option option in Help.Sections.SelectMany(section => section.Options))
        {
            command.Options.Add(option);
        }

        foreach (Argument argument in Arguments)
        {
            command.Arguments.Add(argument);
        }

        return command;
    }

    /// <summary>Arguments that are to be read beside those that were typed, such as the options of a preset.</summary>
    /// <param name="given">The command line, without errors of the parser.</param>
    /// <exception cref="UsageException">What they are read from cannot be.</exception>
    public virtual IReadOnlyList<string> Additions(ParseResult given) => [];

    /// <summary>Does it.</summary>
    /// <param name="given">The command line, without errors of the parser.</param>
    /// <param name="output">Where results and messages go.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">Something that was asked for cannot be.</exception>
    /// <exception cref="FormatException">A value is not usable.</exception>
    public abstract int Run(ParseResult given, CommandOutput output);

    /// <summary>The arguments that are no options.</summary>
    protected virtual IReadOnlyList<Argument> Arguments => [];
}
