using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GiftGrab.Tools.Bindings;

/// <summary>Reads the names of a callback's parameters from the header itself: castxml keeps only their types.</summary>
internal static partial class DeclaratorText
{
    private const int MostLines = 12;

    /// <summary>Whether a callback's parameter is declared as one number for each plane, which castxml tells as a pointer.</summary>
    public static bool IsPlaneArray(Headers headers, XElement parameter) =>
        Regex.IsMatch(TextOf(headers, parameter), $@"\bint {parameter.Attribute("name")!.Value}\[AV_NUM_DATA_POINTERS\]");

    /// <summary>The names in order; empty ones where the header gives none.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="declaration">The field, parameter or typedef that declares the callback.</param>
    public static IReadOnlyList<string> ParameterNames(Headers headers, XElement declaration)
    {
        string text = TextOf(headers, declaration);
        Match start = Regex.Match(text, $@"\b{declaration.Attribute("name")!.Value}\s*\)?\s*\(");
        return start.Success ? [.. SplitAtCommas(Inside(text, start.Index + start.Length)).Select(NameIn)] : [];
    }

    private static string TextOf(Headers headers, XElement declaration)
    {
        string file = headers[declaration.Attribute("file")!.Value].Attribute("name")!.Value;
        int line = int.Parse(declaration.Attribute("line")!.Value, CultureInfo.InvariantCulture);
        return Comment().Replace(string.Join('\n', File.ReadLines(file).Skip(line - 1).Take(MostLines)), " ");
    }

    private static string Inside(string text, int from)
    {
        int depth = 1, end = from;
        while (depth > 0)
        {
            depth += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
            end++;
        }

        return text[from..(end - 1)];
    }

    private static IEnumerable<string> SplitAtCommas(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static string NameIn(string parameter)
    {
        Match callback = CallbackName().Match(parameter);
        if (callback.Success)
        {
            return callback.Groups[1].Value;
        }

        // The last word is a name only where a type stands before it.
        Match words = TypeAndName().Match(parameter);
        return words.Success && words.Groups[2].Value is not ("int" or "char" or "void") ? words.Groups[2].Value : string.Empty;
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\(\s*\*\s*(\w+)\s*\)\s*\(")]
    private static partial Regex CallbackName();

    [GeneratedRegex(@"^\s*((?:(?:const|struct|enum|unsigned)\s+)*\w+(?:\s*\*|\s+const\b|\s)+)(\w+)\s*(?:\[[^\]]*\])?\s*$")]
    private static partial Regex TypeAndName();
}
