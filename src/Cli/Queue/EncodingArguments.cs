using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>Keeps what the command line says of an encoding in its own words, and reads it again.</summary>
internal static class EncodingArguments
{
    /// <summary>The options of this command line that are for the encoding.</summary>
    public static IReadOnlyList<string> Of(ParseResult given, IEnumerable<Option> options) =>
        [.. GivenOptions.Of(given, options).SelectMany(pair => pair.Value is null ? (string[])[pair.Option.Name] : [pair.Option.Name, pair.Value])];

    /// <summary>The request for a job's output.</summary>
    /// <exception cref="GiftGrabException">The options are no longer understood.</exception>
    public static OutputRequest Read(JobSpec spec)
    {
        var reader = new RequestReader();
        var command = new Command("job");
        foreach (Option option in reader.Sections.SelectMany(section => section.Options))
        {
            command.Options.Add(option);
        }

        ParseResult given = command.Parse(spec.Arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return given.Errors.Count == 0
            ? reader.Read(given, spec.Source, [.. spec.Outputs.Select(OutputNames.Escape)]).Outputs[spec.Index]
            : throw new GiftGrabException($"The job's options are not understood: {given.Errors[0].Message}");
    }
}
