namespace GiftGrab;

/// <summary>A device of sound and how it is asked, as its address says.</summary>
/// <param name="InputFormat">FFmpeg's name of its kind: <c>pulse</c> or <c>alsa</c>.</param>
/// <param name="Device">Its name; empty: the default one.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Channels">How many.</param>
/// <param name="Fragment">How much a server hands over at a time.</param>
/// <param name="Server">The server; <see langword="null"/>: the user's own.</param>
internal sealed record SoundInput(string InputFormat, string Device, int SampleRate, int Channels, TimeSpan Fragment, string? Server)
{
    public const string Pulse = "pulse";
    public const string Alsa = "alsa";

    private const int BytesPerSample = 2;

    /// <summary>What FFmpeg opens.</summary>
    public string Url => Device.Length > 0 ? Device : "default";

    /// <summary>What messages call it.</summary>
    public string Name => Device.Length > 0 ? $"{InputFormat}:{Device}" : $"{InputFormat}: (the default)";

    /// <summary>Options of FFmpeg's device, by FFmpeg's names.</summary>
    public Dictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string> { ["sample_rate"] = Number(SampleRate), ["channels"] = Number(Channels) };
            if (InputFormat == Pulse)
            {
                settings["name"] = "GiftGrab";

                // FFmpeg filters the server's times through a loop that takes half a second to settle and is wrong by as much until
                // then. A fragment's arrival is within milliseconds of the truth from the first on.
                settings["wallclock"] = "0";
                settings["fragment_size"] = Number((int)Math.Ceiling(SampleRate * Fragment.TotalSeconds) * Channels * BytesPerSample);
                if (Server is not null)
                {
                    settings["server"] = Server;
                }
            }

            return settings;
        }
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
