using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say which pictures are kept as stills.</summary>
internal sealed class SnapshotChoices
{
    public Option<string?> Every { get; } = Opt.Value("--snapshot-every", "TIME", "keep a picture this often, such as 1s; the first one at once");

    public Option<string[]> At { get; } = Opt.Values("--snapshot-at", "TIME", "keep the picture at this time of the source; may be repeated");

    public Option<string?> Name { get; } = Opt.Value(
        "--snapshots", "NAME", $"what the pictures are called, such as look_{{time}}_{{index:04}}.png; {StillFormats.Allowed}");

    public Option<string?> Quality { get; } = Opt.Value("--snapshot-quality", "N", $"quality of JPEGs, 1 to 100; {Still.DefaultQuality} by default");

    public OptionSection Section => new("Snapshots", [Every, At, Name, Quality]);

    /// <summary>What is asked beside a recording; <see langword="null"/>: nothing.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="recording">The recording, beside which pictures without a name are kept.</param>
    /// <param name="overwrite">Whether files may be replaced.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A name or a quality was given, and nothing to keep.</exception>
    public SnapshotRequest? Read(ParseResult given, string recording, bool overwrite)
    {
        SnapshotOptions options = ReadOptions(given, overwrite);
        if (options.Interval is not null || options.Times.Count > 0)
        {
            string name = given.GetValue(Name) ?? Path.ChangeExtension(recording, ".jpg");
            RequireQualityOfJpeg(given, Quality, name);
            return new SnapshotRequest(name, options);
        }

        Option? useless = given.GetValue(Name) is not null ? Name : given.GetValue(Quality) is not null ? Quality : null;
        return useless is null ? null : throw new UsageException($"{useless.Name} goes with {Every.Name} or {At.Name}; neither was given");
    }

    /// <summary>Refuses a quality for pictures that are kept as they are.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="quality">The option that says the quality.</param>
    /// <param name="name">What the pictures are called.</param>
    /// <exception cref="UsageException">A quality was given for another format than JPEG.</exception>
    /// <exception cref="VideoTargetException">The name says no format.</exception>
    public static void RequireQualityOfJpeg(ParseResult given, Option<string?> quality, string name)
    {
        if (given.GetValue(quality) is { } value && StillFormats.FromPath(name) != StillFormat.Jpeg)
        {
            throw new UsageException($"{quality.Name} {value} is for JPEGs, and {name} is none; allowed is a name that ends with .jpg");
        }
    }

    /// <summary>What is asked, whatever it is.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    public SnapshotOptions ReadOptions(ParseResult given, bool overwrite) => new()
    {
        Interval = given.ReadValue(Every, text => DurationText.Parse("time between snapshots", text)),
        Times = Array.ConvertAll(given.GetValue(At) ?? [], text => DurationText.ParseMoment("time of a snapshot", text)),
        Quality = given.ReadValue(Quality, text => (int)NumberText.Parse("quality of snapshots", text, 1, 100)) ?? Still.DefaultQuality,
        Overwrite = overwrite,
    };
}
