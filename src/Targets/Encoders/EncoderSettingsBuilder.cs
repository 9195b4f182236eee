using System.Globalization;

namespace GiftGrab;

/// <summary>Collects what an encoder is told, in order.</summary>
internal sealed class EncoderSettingsBuilder
{
    private readonly List<KeyValuePair<string, string>> _options = [];

    /// <summary>Bits a second; 0: another rate control.</summary>
    public long BitRate { get; set; }

    /// <summary>The quantiser scale of FFmpeg's own codecs.</summary>
    public int? QuantizerScale { get; set; }

    public int? GopLength { get; set; }

    public int? MaxBFrames { get; set; }

    public string? CodecTag { get; set; }

    public IReadOnlyList<KeyValuePair<string, string>> Options => _options;

    /// <summary>Sets an option; a second value replaces the first.</summary>
    public void Set(string name, string value)
    {
        _options.RemoveAll(option => option.Key == name);
        _options.Add(new(name, value));
    }

    public void Set(string name, long value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets an option that the user named; one that is a list, such as <c>x264-params</c>, is added to.</summary>
    public void SetOrAppend(string name, string value)
    {
        int index = _options.FindIndex(option => option.Key == name);
        if (index >= 0 && name.EndsWith("-params", StringComparison.Ordinal))
        {
            _options[index] = new(name, $"{_options[index].Value}:{value}");
        }
        else
        {
            Set(name, value);
        }
    }

    /// <summary>Adds to an option that is itself a list, such as <c>x265-params</c>.</summary>
    public void Add(string listName, string name, string value)
    {
        string entry = $"{name}={value}";
        int index = _options.FindIndex(option => option.Key == listName);
        if (index < 0)
        {
            _options.Add(new(listName, entry));
        }
        else
        {
            _options[index] = new(listName, $"{_options[index].Value}:{entry}");
        }
    }
}
