using System.CommandLine;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The options of sound: where it comes from, when it is heard, how it is recorded, and when it ends a recording.</summary>
internal sealed class SoundChoices
{
    public Option<string?> Source { get; } = Opt.Value("--audio", "SOURCE", "record this sound beside the pictures: pulse: (the default microphone), pulse:NAME, alsa:DEVICE, a name in giftgrab devices, or a file");

    public Option<string?> Offset { get; } = Opt.Value("--audio-offset", "TIME", "hear the sound this much later, such as 200ms, or earlier, such as -200ms");

    public Option<string?> Filter { get; } = Opt.Value("--audio-filter", "CHAIN", "FFmpeg's filters that the sound passes, such as volume=0.5 or \"pan=mono|c0=c1\"");

    public Option<string[]> Codec { get; } = Opt.Values("--audio-codec", "NAME", $"{AudioCodecNames.Allowed}; by default what suits the container best");

    public Option<string[]> BitRate { get; } = Opt.Values("--audio-bitrate", "RATE", "the bit rate of the sound, such as 128k");

    public Option<string?> Rate { get; } = Opt.Value("--audio-rate", "HERTZ", "samples a second, such as 48000; by default the source's");

    public Option<string?> Channels { get; } = Opt.Value("--audio-channels", "N", "channels, 1 to 8; by default the source's");

    public Option<string?> UntilSilence { get; } = Opt.Value("--until-silence", "TIME", "end once the sound was silent for this long, such as 1s; --duration or --until ends it in any case");

    public Option<string?> SilenceLevel { get; } = Opt.Value("--silence-level", "DB", "what is quieter counts as silence, such as -40dB; -50dB by default");

    public OptionSection Section => new("Sound", [Source, Offset, Filter, Codec, BitRate, Rate, Channels, UntilSilence, SilenceLevel]);

    /// <summary>Where the sound comes from; <see langword="null"/>: from the source of the pictures.</summary>
    public string? ReadSource(ParseResult given) => given.GetValue(Source);

    /// <exception cref="FormatException">The value is not usable.</exception>
    public TimeSpan ReadOffset(ParseResult given) => given.ReadValue(Offset, text => DurationText.ParseOffset("offset of the sound", text)) ?? TimeSpan.Zero;

    /// <exception cref="FormatException">A value is not usable.</exception>
    public AudioCodec? ReadCodec(PerOutput output) => output.Value(Codec, AudioCodecNames.Parse);

    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A value was given a wrong number of times.</exception>
    public AudioEncoderOptions Read(PerOutput output) => new()
    {
        BitRate = output.Value(BitRate, text => BitRateText.Parse("bit rate of the sound", text)),
        Filter = output.Given.GetValue(Filter),
        SampleRate = output.Given.ReadValue(Rate, text => (int)NumberText.Parse("sample rate", text, 1_000, 384_000)),
        Channels = output.Given.ReadValue(Channels, text => (int)NumberText.Parse("number of channels", text, 1, 8)),
    };

    /// <param name="given">The command line.</param>
    /// <param name="longest">How long the recording lasts at most.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Nothing ends a recording whose sound never falls silent.</exception>
    public SilenceLimit? ReadSilence(ParseResult given, TimeSpan? longest)
    {
        if (given.ReadValue(UntilSilence, text => DurationText.Parse("silence", text)) is not { } hold)
        {
            return given.GetValue(SilenceLevel) is { } level
                ? throw new UsageException($"{SilenceLevel.Name} {level} goes with {UntilSilence.Name}, which was not given")
                : null;
        }

        return longest is null
            ? throw new UsageException($"{UntilSilence.Name} needs --duration or --until, which ends a recording whose sound never falls silent")
            : new SilenceLimit { Hold = hold, Level = given.ReadValue(SilenceLevel, ParseLevel) ?? new SilenceLimit { Hold = hold }.Level };
    }

    private static double ParseLevel(string text)
    {
        string number = text.EndsWith("dB", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double level) && level is >= -120 and <= 0
            ? level
            : throw new FormatException($"The silence level \"{text}\" is not usable; allowed is -120dB to 0dB, such as -50dB.");
    }
}
