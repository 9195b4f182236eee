using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The values that one of several outputs takes: one value for all, or one for each in their order.</summary>
/// <param name="Given">The command line.</param>
/// <param name="Output">Which output, from 0.</param>
/// <param name="Outputs">How many there are.</param>
internal readonly record struct PerOutput(ParseResult Given, int Output, int Outputs)
{
    /// <summary>This output's value; <see langword="null"/> where the option was not given.</summary>
    /// <exception cref="UsageException">It was given neither once nor once for each.</exception>
    public string? Text(Option<string[]> option)
    {
        string[] values = Given.GetValue(option) ?? [];
        return values.Length switch
        {
            0 => null,
            1 => values[0],
            _ when values.Length == Outputs => values[Output],
            _ => throw new UsageException(
                $"{option.Name} was given {values.Length} times for {Outputs} output{(Outputs == 1 ? string.Empty : "s")}; allowed is once for all, or once for each"),
        };
    }

    /// <summary>This output's value, read; <see langword="null"/> where the option was not given.</summary>
    /// <exception cref="UsageException">It was given neither once nor once for each.</exception>
    /// <exception cref="FormatException">It is not usable.</exception>
    public T? Value<T>(Option<string[]> option, Func<string, T> parse)
        where T : struct => Text(option) is { } text ? parse(text) : null;
}
