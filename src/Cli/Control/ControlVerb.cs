namespace GiftGrab.Cli;

/// <summary>A command that a running recording understands.</summary>
/// <param name="Name">Its word, in capitals.</param>
/// <param name="Arguments">What may follow it, for messages; empty: nothing.</param>
/// <param name="Run">Does it with what follows the word, <see langword="null"/> where nothing does.</param>
internal sealed record ControlVerb(string Name, string Arguments, Func<string?, ControlAnswer> Run)
{
    /// <summary>As it is typed.</summary>
    public string Usage => Arguments.Length == 0 ? Name : $"{Name} {Arguments}";
}
