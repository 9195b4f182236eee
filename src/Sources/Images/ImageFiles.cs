using System.Globalization;
using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Finds the files of an image sequence, in order, and makes sure that none is missing.</summary>
internal static partial class ImageFiles
{
    /// <summary>The files of a pattern.</summary>
    /// <param name="pattern">A name with <c>%d</c> or <c>%04d</c> for the number, a name with <c>*</c> and <c>?</c>, or a folder.</param>
    /// <exception cref="VideoSourceException">There are none, or the numbering has a gap.</exception>
    public static IReadOnlyList<string> Find(string pattern)
    {
        if (Directory.Exists(pattern))
        {
            return Order(pattern, Directory.EnumerateFiles(pattern).Where(path => !Path.GetFileName(path).StartsWith('.')));
        }

        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : ".";
        string name = Path.GetFileName(pattern);
        if (!Directory.Exists(folder))
        {
            throw new SourceFileNotFoundException($"The images \"{pattern}\" cannot be read: there is no folder {folder}.");
        }

        MatchCollection numbers = NumberPlace().Matches(name);
        if (numbers.Count == 1)
        {
            Match number = numbers[0];
            return FindNumbered(pattern, folder, name[..number.Index], number.Groups["digits"].Value, name[(number.Index + number.Length)..]);
        }

        return numbers.Count == 0 && (name.Contains('*') || name.Contains('?'))
            ? Order(pattern, Directory.EnumerateFiles(folder, name))
            : throw new SourceAddressException(
                $"The images \"{pattern}\" are not understood; allowed are a folder, a name with one %04d for the number, or a name with * and ?.");
    }

    private static string[] FindNumbered(string pattern, string folder, string prefix, string digits, string suffix)
    {
        int width = digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
        var numbers = new List<long>();
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(path);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
                && name.Length > prefix.Length + suffix.Length
                && long.TryParse(name[prefix.Length..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && name == NameOf(number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        CheckGaps(numbers, number => Path.Combine(folder, NameOf(number)));
        return numbers.Count == 0 ? throw NoFiles(pattern) : [.. numbers.Select(number => Path.Combine(folder, NameOf(number)))];

        string NameOf(long number) => prefix + number.ToString($"D{Math.Max(1, width)}", CultureInfo.InvariantCulture) + suffix;
    }

    // Files that differ in a number only are a numbered sequence, however they were named in the address.
    private static string[] Order(string pattern, IEnumerable<string> found)
    {
        string[] files = [.. found.Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw NoFiles(pattern);
        }

        Match[] names = [.. files.Select(file => NumberedName().Match(Path.GetFileName(file)))];
        bool isNumbered = names.All(name => name.Success
            && name.Groups["prefix"].Value == names[0].Groups["prefix"].Value
            && name.Groups["suffix"].Value == names[0].Groups["suffix"].Value);
        if (!isNumbered)
        {
            return files;
        }

        long[] numbers = [.. names.Select(name => long.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture))];
        Array.Sort(numbers, files);
        string folder = Path.GetDirectoryName(files[0])!;
        int width = names.Min(name => name.Groups["number"].Length);
        CheckGaps(numbers, number => Path.Combine(
            folder,
            names[0].Groups["prefix"].Value + number.ToString($"D{width}", CultureInfo.InvariantCulture) + names[0].Groups["suffix"].Value));
        return files;
    }

    private static void CheckGaps(IReadOnlyList<long> numbers, Func<long, string> pathOf)
    {
        for (int i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] > numbers[i - 1] + 1)
            {
                throw new VideoSourceException($"{pathOf(numbers[i - 1] + 1)} is missing: the sequence goes on with {Path.GetFileName(pathOf(numbers[i]))}.");
            }
        }
    }

    private static SourceFileNotFoundException NoFiles(string pattern) => new($"There are no images \"{pattern}\".");

    [GeneratedRegex("%0?(?<digits>[0-9]{0,2})d")]
    private static partial Regex NumberPlace();

    [GeneratedRegex(@"^(?<prefix>.*?)(?<number>[0-9]{1,18})(?<suffix>[^0-9]*)$")]
    private static partial Regex NumberedName();
}
