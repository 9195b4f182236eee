using System.Globalization;
using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>The options of a call, as pairs of name and value. Each is taken by who understands it; one that nobody took is
/// an error.</summary>
internal sealed unsafe class OptionList
{
    /// <summary>Three decades: what a <see cref="TimeSpan"/> holds with room to reckon.</summary>
    private const double MostSeconds = 1e9;

    private readonly List<KeyValuePair<string, string>> _left = [];
    private readonly List<string> _asked = [];

    /// <param name="texts">Name, value, name, value and so on.</param>
    /// <param name="count">How many pairs.</param>
    public OptionList(byte** texts, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _left.Add(new(Utf8.Read(texts[2 * i]), Utf8.Read(texts[(2 * i) + 1])));
        }
    }

    /// <summary>Takes an option; <see langword="null"/> where it was not given.</summary>
    public string? Text(string name)
    {
        _asked.Add(name);
        int index = _left.FindIndex(pair => pair.Key == name);
        if (index < 0)
        {
            return null;
        }

        string value = _left[index].Value;
        _left.RemoveAt(index);
        return value;
    }

    /// <summary>Takes an option and reads it.</summary>
    public T? Value<T>(string name, Func<string, T> read)
        where T : struct => Text(name) is { } text ? read(text) : null;

    /// <summary>Takes an option that is a whole number.</summary>
    public long? Number(string name) => Value(name, text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw new FormatException($"The option {name} is \"{text}\"; allowed is a whole number."));

    /// <summary>Takes an option that is a whole number of 32 bits.</summary>
    /// <exception cref="FormatException">It is larger.</exception>
    public int? Int(string name) => Number(name) switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and long number => (int)number,
        long number => throw new FormatException($"The option {name} is {number}; allowed are whole numbers up to {int.MaxValue}."),
    };

    /// <summary>Takes an option that is a number of seconds, <see cref="MostSeconds"/> at most.</summary>
    public TimeSpan? Seconds(string name) => Value(name, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && Math.Abs(seconds) <= MostSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new FormatException($"The option {name} is \"{text}\"; allowed is a number of seconds, {MostSeconds:0} at most."));

    /// <summary>Takes an option that is true or false.</summary>
    public bool? Flag(string name) => Value(name, text => bool.TryParse(text, out bool flag)
        ? flag
        : throw new FormatException($"The option {name} is \"{text}\"; allowed are true and false."));

    /// <summary>Takes an option that is one of some names.</summary>
    public T? Choice<T>(string name, params (string Name, T Value)[] choices)
        where T : struct => Value(name, text => ChoiceText.Parse($"option {name}", text, choices));

    /// <summary>Takes all options whose names begin with a prefix.</summary>
    public Dictionary<string, string> WithPrefix(string prefix)
    {
        var found = _left.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
        _left.RemoveAll(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));
        return found;
    }

    /// <summary>Refuses what nobody took.</summary>
    /// <param name="owner">Whose options they are.</param>
    /// <param name="list">Where all of them are told.</param>
    /// <exception cref="FormatException">An option was given that nobody took.</exception>
    public void RequireEmpty(string owner, string list)
    {
        if (_left.Count > 0)
        {
            string name = _left[0].Key;
            throw new FormatException(
                $"{owner} has no option \"{name}\"; the nearest is {NearestName.Of(name, _asked)}, and {list} tells all.");
        }
    }
}
