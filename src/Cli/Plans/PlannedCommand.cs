using System.CommandLine;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The command line that makes one output again, on another machine and without a file of presets: what was decided for the user is
/// spelled out in it.</summary>
/// <param name="output">The output's place among those of the command line.</param>
/// <param name="source">The address of its source.</param>
/// <param name="path">The output, as the command takes it.</param>
/// <param name="options">The options that make it what it is.</param>
/// <param name="rateIsOpen">Whether the source has a rate that nobody named.</param>
internal sealed class PlannedCommand(PerOutput output, string source, string path, PlannedOptions options, bool rateIsOpen)
{
    /// <summary>The same for another output.</summary>
    public PlannedCommand At(string other) => new(output, source, other, options, rateIsOpen);

    /// <summary>What takes the place of a secret is no value: whoever runs the line has to know.</summary>
    private const string Note = "  # secrets are hidden: put them in place of ***";

    /// <summary>With pictures.</summary>
    /// <param name="rate">The source's rate.</param>
    /// <param name="container">The container.</param>
    /// <param name="plan">How pictures are encoded.</param>
    /// <param name="sound">How sound is; <see langword="null"/>: there is none.</param>
    public string For(string rate, Container container, VideoEncoderPlan plan, AudioCodec? sound)
    {
        EncodingChoices encoding = options.Encoding;
        List<(Option Option, string Value)> decided =
        [
            (encoding.Codec, CodecNames.NameOf(plan.Codec)),
            (encoding.Encoder, plan.Encoder),
            (options.File.Container, Containers.NameOf(container)),
        ];
        if (!plan.PixelFormat.IsHardware)
        {
            decided.Add((encoding.PixelFormat, plan.PixelFormat.Name));
        }

        if (rateIsOpen && rate != default(FrameRate).ToString())
        {
            decided.Add((options.File.FrameRate, rate));
        }

        if (plan.RateControl.Split(' ') is ["quality", var quality])
        {
            decided.Add((encoding.Quality, quality));
        }

        if (plan.GopLength is { } length)
        {
            decided.Add((encoding.Gop, length.ToString(CultureInfo.InvariantCulture)));
        }

        if (plan.Threads > 0)
        {
            decided.Add((encoding.Threads, plan.Threads.ToString(CultureInfo.InvariantCulture)));
        }

        if (sound is { } codec)
        {
            decided.Add((options.Sound.Codec, AudioCodecNames.NameOf(codec)));
        }

        // The number says more than the name that stands for it.
        (Option Option, string? Value)[] given = [.. Given(decided).Where(pair => pair.Option != encoding.QualityPreset && pair.Option != encoding.CodecOption)];
        IEnumerable<(Option, string?)> settings = Settings(plan, [.. given, .. decided.Select(pair => (pair.Option, (string?)pair.Value))])
            .Select(setting => ((Option)encoding.CodecOption, (string?)setting));
        return Line([.. decided, .. given, .. settings]);
    }

    /// <summary>Of sound alone.</summary>
    /// <param name="container">The container.</param>
    /// <param name="codec">How it is encoded.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="channels">Channels.</param>
    public string For(Container container, AudioCodec codec, int sampleRate, int channels)
    {
        List<(Option Option, string Value)> decided =
        [
            (options.Sound.Codec, AudioCodecNames.NameOf(codec)),
            (options.File.Container, Containers.NameOf(container)),
            (options.Sound.Rate, sampleRate.ToString(CultureInfo.InvariantCulture)),
            (options.Sound.Channels, channels.ToString(CultureInfo.InvariantCulture)),
        ];
        return Line([.. decided, .. Given(decided)]);
    }

    // A list of an encoder's parameters is added to what other options put into it, so that only the user's own part is told.
    private IEnumerable<string> Settings(VideoEncoderPlan plan, (Option Option, string? Value)[] told)
    {
        static bool IsList(string name) => name.EndsWith("-params", StringComparison.Ordinal);
        string? quantiser = told.FirstOrDefault(pair => pair.Option == options.Encoding.Quality || pair.Option == options.Encoding.Qp).Value;
        bool IsTold(string name, string value) =>
            (name is "crf" or "qp" && value == quantiser) || Array.Exists(told, pair => pair.Option.Name == $"--{name}" && pair.Value == value);
        string[] own = [.. (output.Given.GetValue(options.Encoding.CodecOption) ?? []).Where(pair => IsList(pair.Split('=')[0].Trim()))];
        return plan.Settings
            .Where(setting => !IsList(setting.Key) && !IsTold(setting.Key, setting.Value))
            .Select(setting => $"{setting.Key}={setting.Value}")
            .Concat(own);
    }

    private IEnumerable<(Option Option, string? Value)> Given(List<(Option Option, string Value)> decided)
    {
        foreach (Option option in options.All.Where(option => !decided.Exists(pair => pair.Option == option)))
        {
            if (option is Option<string[]> { } perOutput && !options.Repeated.Contains(option))
            {
                if (output.Text(perOutput) is { } value)
                {
                    yield return (option, value);
                }

                continue;
            }

            foreach ((Option Option, string? Value) pair in GivenOptions.Of(output.Given, [option]))
            {
                yield return pair;
            }
        }
    }

    private string Line(IReadOnlyList<(Option Option, string? Value)> told)
    {
        Command command = output.Given.CommandResult.Command;
        bool namesPaths = command.Options.Any(option => option.Name == "--input");
        bool namesItself = told.Any(pair => pair.Option == options.File.DataSet);
        List<string> words = ["giftgrab", command.Name];
        if (namesPaths)
        {
            words.AddRange(Words("--input", source));
            words.AddRange(namesItself ? [] : Words("--output", path));
        }

        words.AddRange(told.SelectMany(pair => Words(pair.Option.Name, pair.Value)));
        if (!namesPaths)
        {
            words.AddRange(["--", source, path]);
        }

        string line = string.Join(' ', words.Select(word => ShellText.Quote(Credentials.RedactAddress(word))));
        return words.Exists(Credentials.AreIn) ? line + Note : line;
    }

    private static IEnumerable<string> Words(string name, string? value) => value is null ? [name]
        : value.StartsWith('-') ? [$"{name}={value}"]
        : [name, value];
}
