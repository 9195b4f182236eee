using System.Text;
using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>Turns what people write about a recording into tags that its container takes.</summary>
internal static class RecordingTags
{
    /// <summary>Longer than any title, and short enough for every container.</summary>
    public const int MaximumLength = 1000;

    private const int MaximumNameLength = 64;

    /// <exception cref="VideoTargetException">A tag's name is none, or the container does not keep it.</exception>
    public static IReadOnlyDictionary<string, string> Of(RecordingMetadata metadata, ContainerFormat format, string subject)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add("title", metadata.Title);
        Add("collection_id", metadata.Id);
        Add("date_recorded", metadata.Date);
        foreach ((string name, string value) in metadata.Tags)
        {
            Add(name, value);
        }

        return tags;

        void Add(string name, string? value)
        {
            if (value is null)
            {
                return;
            }

            RequireName(name, format, subject);
            string clean = Clean(value);
            if (clean != value)
            {
                TargetsLog.Warning(
                    GiftGrabLog.Logger, subject, $"The tag {name} was shortened to {MaximumLength} characters or freed of control characters.");
            }

            tags[name] = clean;
        }
    }

    private static void RequireName(string name, ContainerFormat format, string subject)
    {
        if (name.Length is 0 or > MaximumNameLength || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '.' or '-' or '_'))
        {
            throw new VideoTargetException(
                $"{subject} cannot hold the tag \"{name}\": a name has 1 to {MaximumNameLength} letters, digits, blanks, dots, dashes and underscores.");
        }

        if (format.Tags is not null && !format.Tags.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            string kept = format.Tags.Length == 0 ? "no tags" : string.Join(", ", format.Tags);
            throw new VideoTargetException($"{subject} cannot hold the tag {name}: {format.Name} keeps {kept}; mkv, mp4 and mov keep every one.");
        }
    }

    /// <summary>Control characters become blanks, half characters go, and the end is cut off.</summary>
    private static string Clean(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaximumLength)
            {
                break;
            }

            text.Append((Rune.IsControl(rune) ? new Rune(' ') : rune).ToString());
        }

        return text.ToString();
    }
}
