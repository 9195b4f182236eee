using System.Globalization;
using System.Text;

namespace GiftGrab;

/// <summary>The pattern of a file's name, such as <c>rec_{source}_{date}_{time}_{index:04}.mkv</c>.</summary>
/// <remarks>
/// <para><c>{source}</c> is the source's name, <c>{date}</c> and <c>{time}</c> when the file begins (<c>2026-03-09</c> and
/// <c>14-05-59</c>, local time), <c>{index}</c> the number of the file from 1 on, <c>{section}</c> that of the part between a START
/// and a STOP, <c>{slice}</c> that of the piece of a part which is split; <c>:04</c> behind a number fills it with zeros to 4 digits.
/// <c>{{</c> and <c>}}</c> stand for braces. It may be used from any thread.</para>
/// <para>Parts that the template does not number get <c>_sec1</c>, <c>_sec2</c> and so on before the extension, pieces that it does not
/// number <c>_1</c>, <c>_2</c>: <c>film.mkv</c> becomes <c>film_sec2_1.mkv</c>.</para>
/// </remarks>
public sealed class FileNameTemplate
{
    /// <summary>What <see cref="Parse"/> understands, for messages.</summary>
    public const string Allowed = "{source}, {date}, {time}, {index}, {section} and {slice}; {index:04} fills with zeros, {{ is a brace";

    private readonly IReadOnlyList<FileNamePart> _parts;

    private FileNameTemplate(string text, IReadOnlyList<FileNamePart> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it has a number that only recordings in several files have: <c>{section}</c> or <c>{slice}</c>.</summary>
    public bool NumbersParts => Has(FileNameField.Section) || Has(FileNameField.Slice);

    /// <summary>Where its files go, as far as no field comes before.</summary>
    internal string Folder => _parts[0].Text.LastIndexOf('/') is >= 0 and var end ? _parts[0].Text[..Math.Max(end, 1)] : ".";

    /// <summary>Whether all of its files go into <see cref="Folder"/>.</summary>
    internal bool HasOneFolder => !_parts.Skip(1).Any(part => part.Text.Contains('/', StringComparison.Ordinal));

    /// <summary>Whether it numbers files: <c>{index}</c>.</summary>
    public bool NumbersFiles => Has(FileNameField.Index);

    /// <summary>Whether it numbers the parts between START and STOP.</summary>
    internal bool NumbersSections => Has(FileNameField.Index) || Has(FileNameField.Section);

    /// <summary>Whether it numbers the pieces that a split makes.</summary>
    internal bool NumbersSlices => Has(FileNameField.Index) || Has(FileNameField.Slice);

    /// <summary>Reads a template. A path without braces is one, too.</summary>
    /// <param name="text">The path of a file, with fields in braces.</param>
    /// <exception cref="FormatException">A field is not known, or a brace stands alone.</exception>
    public static FileNameTemplate Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new FileNameTemplate(text, FileNameParser.Parse(text));
    }

    /// <summary>The path for given values.</summary>
    /// <param name="values">What the fields stand for.</param>
    /// <returns>A path; whether it is free is not looked at (see <see cref="FileNameSequence"/>).</returns>
    public string Expand(FileNameValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var path = new StringBuilder();
        foreach (FileNamePart part in _parts)
        {
            path.Append(part.Field switch
            {
                FileNameField.Source => FileNameParser.Usable(values.Source),
                FileNameField.Date => values.Begin.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                FileNameField.Time => values.Begin.ToString("HH-mm-ss", CultureInfo.InvariantCulture),
                FileNameField.Index => Number(values.Index, part.Digits),
                FileNameField.Section => Number(values.Section, part.Digits),
                FileNameField.Slice => Number(values.Slice, part.Digits),
                _ => part.Text,
            });
        }

        string suffix = (values.Section > 0 && !NumbersSections ? $"_sec{Number(values.Section, 1)}" : string.Empty)
            + (values.Slice > 0 && !NumbersSlices ? $"_{Number(values.Slice, 1)}" : string.Empty);
        return suffix.Length == 0 ? path.ToString() : WithSuffix(path.ToString(), suffix);
    }

    /// <summary>Says now what would keep files from being made later: where the folder is missing, or takes none. Of a folder with fields in
    /// its name only what stands before them is looked at.</summary>
    /// <exception cref="VideoTargetException">The sentence tells which, and why.</exception>
    public void RequireFolder() => OutputPath.RequireFolder(this);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary><c>a/film.mkv</c> as <c>a/film_1.mkv</c>.</summary>
    private static string WithSuffix(string path, string suffix)
    {
        string extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}{suffix}{extension}";
    }

    private static string Number(int number, int digits) => number.ToString($"D{digits}", CultureInfo.InvariantCulture);

    private bool Has(FileNameField field) => _parts.Any(part => part.Field == field);
}
