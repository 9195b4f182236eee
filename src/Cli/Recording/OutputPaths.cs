namespace GiftGrab.Cli;

/// <summary>Makes sure that a recording writes neither over its own source nor two outputs into one file.</summary>
internal static class OutputPaths
{
    /// <param name="source">The address of the source.</param>
    /// <param name="sound">That of the sound beside it; <see langword="null"/>: none is asked for.</param>
    /// <param name="outputs">All files that will be written.</param>
    /// <exception cref="UsageException">Two of the paths lead to one file, or an output has no name.</exception>
    public static void RequireDistinct(string source, string? sound, IEnumerable<WrittenFile> outputs)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        if (File.Exists(source))
        {
            taken[FileLinks.ResolveOrKeep(source)] = "the source";
        }

        if (File.Exists(sound))
        {
            taken.TryAdd(FileLinks.ResolveOrKeep(sound), "the source of the sound");
        }

        foreach ((string what, string output) in outputs)
        {
            if (string.IsNullOrWhiteSpace(output))
            {
                throw new UsageException($"{Capital(what)} \"{output}\" has no name; allowed is the path of a file.");
            }

            string target = FileLinks.ResolveOrKeep(output);
            if (taken.TryGetValue(target, out string? other))
            {
                throw new UsageException($"{Capital(what)} {output} is the same file as {other}; allowed is a file of its own.");
            }

            taken[target] = $"{what} {output}";
        }
    }

    private static string Capital(string what) => string.Concat(char.ToUpperInvariant(what[0]).ToString(), what.AsSpan(1));
}
