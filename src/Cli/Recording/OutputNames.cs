namespace GiftGrab.Cli;

/// <summary>Makes paths of the templates that outputs are given as.</summary>
internal static class OutputNames
{
    /// <summary>What <c>{source}</c> stands for in every name: of a file its name without extension, else the address.</summary>
    public static string Of(string source) => SourceAddress.Parse(source) is { Scheme: SourceAddress.File, Target: var path }
        ? Path.GetFileNameWithoutExtension(path)
        : source;

    /// <summary>A template that stands for this very path.</summary>
    public static string Escape(string path) =>
        path.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>Names the file of a recording that is one.</summary>
    /// <param name="template">The output as it was given.</param>
    /// <param name="source">The address of its source.</param>
    /// <param name="overwrite">Whether it may be a file that exists.</param>
    /// <exception cref="FormatException">The template has a field that is not known, or that a single file has not.</exception>
    public static NamedOutput Expand(string template, string source, bool overwrite)
    {
        if (string.IsNullOrWhiteSpace(template) || !template.AsSpan().ContainsAny('{', '}'))
        {
            return new NamedOutput(template, null);
        }

        var name = FileNameTemplate.Parse(template);
        if (name.NumbersParts)
        {
            throw new FormatException(
                $"The output \"{template}\" numbers slices or sections and the recording is one file; allowed are {{index}} instead, --slice for slices, --control for sections.");
        }

        var names = new FileNameSequence(name, Of(source), overwrite);
        return new NamedOutput(names.NextFile(), name.NumbersFiles ? names : null);
    }
}
