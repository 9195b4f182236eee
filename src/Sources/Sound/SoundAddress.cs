using System.Globalization;

namespace GiftGrab;

/// <summary>Reads what stands behind <c>pulse:</c> and <c>alsa:</c>, such as <c>mic,rate=44100,channels=1,fragment=10ms</c>.</summary>
internal static class SoundAddress
{
    private const string Allowed = "[DEVICE], then any of rate=HERTZ, channels=N and, of pulse:, fragment=TIME (such as 10ms) and server=ADDRESS, separated by commas";
    private const int UsualRate = 48_000;
    private const int UsualChannels = 2;
    private static readonly TimeSpan UsualFragment = TimeSpan.FromMilliseconds(20);

    /// <summary>The kinds that have addresses.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [SoundInput.Pulse, SoundInput.Alsa];

    /// <summary>Reads the address over the options that hold where it says nothing.</summary>
    /// <exception cref="SourceAddressException">It is not understood, or a value is out of its range.</exception>
    public static SoundInput Parse(string kind, string target, AudioSourceOptions options)
    {
        // ALSA's names have commas and equals signs of their own, so only what stands at the end counts, by its names.
        string[] parts = target.Split(',');
        int last = parts.Length;
        AudioSourceOptions read = options;
        while (last > 0 && Add(kind, target, parts[last - 1], options, read) is { } more)
        {
            read = more;
            last--;
        }

        string device = string.Join(',', parts[..last]).Trim();
        if (kind != SoundInput.Pulse && (read.Fragment is not null || read.Server is not null))
        {
            throw new SourceAddressException($"{kind}:{device} has no fragment and no server to choose; these are options of pulse:.");
        }

        int rate = Within("A sample rate", read.SampleRate ?? UsualRate, 1_000, 384_000, " hertz");
        int channels = Within("A number of channels", read.Channels ?? UsualChannels, 1, 8, string.Empty);
        TimeSpan fragment = read.Fragment ?? UsualFragment;
        if (fragment < TimeSpan.FromMilliseconds(1) || fragment > AudioSourceOptions.LongestFragment)
        {
            throw new SourceAddressException($"A fragment of {LiveText.Seconds(fragment)} is not possible; allowed is 0.001 s to {LiveText.Seconds(AudioSourceOptions.LongestFragment)}.");
        }

        return new SoundInput(kind, device, rate, channels, fragment, kind == SoundInput.Pulse ? read.Server ?? SoundServer.Asked : null);
    }

    /// <returns><see langword="null"/> where the part is none of ours, but of the device's name.</returns>
    private static AudioSourceOptions? Add(string kind, string target, string part, AudioSourceOptions asked, AudioSourceOptions read)
    {
        string[] pair = part.Split('=', 2);
        if (pair.Length != 2)
        {
            return null;
        }

        switch (pair[0])
        {
            case "rate":
                return read with { SampleRate = asked.SampleRate ?? Number(kind, target, pair[1]) };
            case "channels":
                return read with { Channels = asked.Channels ?? Number(kind, target, pair[1]) };
            case "fragment":
                return read with { Fragment = asked.Fragment ?? Milliseconds(kind, target, pair[1]) };
            case "server":
                return read with { Server = asked.Server ?? pair[1] };
            default:
                // A server's sources have no equals sign in their names.
                return kind == SoundInput.Pulse ? throw NotUnderstood(kind, target, part) : null;
        }
    }

    private static int Number(string kind, string target, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw NotUnderstood(kind, target, text);

    private static TimeSpan Milliseconds(string kind, string target, string text) =>
        text.EndsWith("ms", StringComparison.Ordinal)
        && double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? TimeSpan.FromMilliseconds(Math.Min(value, 1e9))
            : throw NotUnderstood(kind, target, text);

    private static int Within(string what, int value, int least, int most, string unit) =>
        value >= least && value <= most ? value : throw new SourceAddressException($"{what} of {value} is not possible; allowed are {least} to {most}{unit}.");

    private static SourceAddressException NotUnderstood(string kind, string target, string part) =>
        new($"The source \"{kind}:{target}\" is not understood: \"{part}\" is not usable; allowed is {kind}:{Allowed}.");
}
