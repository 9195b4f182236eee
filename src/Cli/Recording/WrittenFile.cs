namespace GiftGrab.Cli;

/// <summary>A file that a recording will write.</summary>
/// <param name="What">What it is, in a message.</param>
/// <param name="Path">As it was given.</param>
internal sealed record WrittenFile(string What, string Path);
