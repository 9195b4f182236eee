namespace GiftGrab.Cli;

/// <summary>The file of an output.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Names">Where there is a number in it, what gives the further ones.</param>
internal sealed record NamedOutput(string Path, FileNameSequence? Names);
