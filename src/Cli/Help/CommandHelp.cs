namespace GiftGrab.Cli;

/// <summary>What the help says of one command.</summary>
/// <param name="Usage">The command line, without the program's name.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Details">What the arguments are; lines of their own.</param>
/// <param name="Examples">Command lines and what they do.</param>
/// <param name="Sections">The options.</param>
internal sealed record CommandHelp(
    IReadOnlyList<string> Usage,
    string Summary,
    IReadOnlyList<string> Details,
    IReadOnlyList<(string Line, string Meaning)> Examples,
    IReadOnlyList<OptionSection> Sections);
