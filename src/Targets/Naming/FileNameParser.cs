using System.Globalization;
using System.Text;

namespace GiftGrab;

/// <summary>Takes a template apart, and makes names of files of what people call their sources.</summary>
internal static class FileNameParser
{
    /// <summary>File systems keep 255 bytes; the rest of the name needs some.</summary>
    private const int LongestSource = 64;
    private const int MostDigits = 9;

    // Not allowed in a name on one of the systems that recordings are carried to, or in the way of a shell.
    private const string Unusable = "/\\:*?\"<>|%{}";

    /// <exception cref="FormatException">A field is not known, or a brace stands alone.</exception>
    public static IReadOnlyList<FileNamePart> Parse(string text)
    {
        var parts = new List<FileNamePart>();
        var literal = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else
            {
                int end = text[i] == '{' ? text.IndexOf('}', i) : -1;
                if (end < 0)
                {
                    throw new FormatException($"The file name \"{text}\" has a {text[i]} that stands alone; allowed are {FileNameTemplate.Allowed}.");
                }

                parts.Add(new FileNamePart(FileNameField.Text, literal.ToString(), 0));
                parts.Add(ParseField(text, text[(i + 1)..end]));
                literal.Clear();
                i = end;
            }
        }

        parts.Add(new FileNamePart(FileNameField.Text, literal.ToString(), 0));
        return parts;
    }

    /// <summary>A source's name as a part of a file's name.</summary>
    public static string Usable(string source)
    {
        var name = new StringBuilder();
        foreach (char sign in Credentials.RedactAddress(source).Replace("***@", string.Empty, StringComparison.Ordinal))
        {
            bool isUsable = !char.IsControl(sign) && !char.IsWhiteSpace(sign) && !char.IsSurrogate(sign) && !Unusable.Contains(sign, StringComparison.Ordinal);
            if (isUsable)
            {
                name.Append(sign);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        string trimmed = name.ToString(0, Math.Min(name.Length, LongestSource)).Trim('-', '.');
        return trimmed.Length == 0 ? "source" : trimmed;
    }

    private static FileNamePart ParseField(string text, string field)
    {
        string[] nameAndWidth = field.Split(':', 2);
        FileNameField kind = nameAndWidth[0] switch
        {
            "source" => FileNameField.Source,
            "date" => FileNameField.Date,
            "time" => FileNameField.Time,
            "index" => FileNameField.Index,
            "section" => FileNameField.Section,
            "slice" => FileNameField.Slice,
            _ => throw new FormatException($"The file name \"{text}\" has an unknown field {{{field}}}; allowed are {FileNameTemplate.Allowed}."),
        };
        if (nameAndWidth.Length == 1)
        {
            return new FileNamePart(kind, string.Empty, 1);
        }

        bool isNumber = kind is FileNameField.Index or FileNameField.Section or FileNameField.Slice;
        return isNumber && int.TryParse(nameAndWidth[1], NumberStyles.None, CultureInfo.InvariantCulture, out int digits) && digits is >= 1 and <= MostDigits
            ? new FileNamePart(kind, string.Empty, digits)
            : throw new FormatException(
                $"The file name \"{text}\" has {{{field}}}; allowed are widths of 1 to {MostDigits} digits, behind index, section and slice.");
    }
}
