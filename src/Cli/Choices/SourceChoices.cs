using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say what is taken from the source.</summary>
internal sealed class SourceChoices
{
    public Option<string?> Duration { get; } = Opt.Value("--duration", "TIME", "stop after this much of the source: 10s, 2m, 00:10 or 4 (seconds)", "-t");

    public Option<string?> Until { get; } = Opt.Value("--until", "MM:SS", "stop when the recording is this long, as a clock shows it: 00:10 or 1:02:03");

    public Option<string?> Frames { get; } = Opt.Value("--frames", "N", "stop after exactly N frames");

    public Option<string?> Part { get; } = Opt.Value("--sub-frame", "X,Y,W,H", "take only this part of the pictures, in pixels");

    public Option<string?> Format { get; } = Opt.Value("--source-format", "NAME", "the pixel format that the source delivers, such as bgra");

    public Option<string?> Pace { get; } = Opt.Value("--pace", "PACE", "real, off, or frames a second; by default a test pattern runs in real time, all else as fast as it goes");

    public Option<bool> NoAudio { get; } = Opt.Flag("--no-audio", "leave the source's sound out");

    public OptionSection Section => new("Source", [Duration, Until, Frames, Part, Format, Pace, NoAudio]);

    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">The address names a pace, and the option another.</exception>
    public SourceRequest Read(
        ParseResult given, string address, FrameRate? frameRate, HardwareAcceleration hardware, CaptureOptions? capture, LiveOptions? live) => new(
        address,
        new SourceOptions
        {
            Pace = ReadPace(given, address),
            Format = given.ReadValue(Format, PixelFormat.Parse),
            FrameRate = frameRate,
            Capture = capture,
            Live = live,

            // An encoder's device need not decode what comes; the processor then does, and says why.
            Hardware = hardware == HardwareAcceleration.Off ? HardwareAcceleration.Off : HardwareAcceleration.Auto,
        },
        given.Read(Part, PicturePart.Parse),
        WithSound: !given.GetValue(NoAudio));

    /// <exception cref="FormatException">The value is not usable.</exception>
    /// <exception cref="UsageException">The address names a pace, too.</exception>
    public Pace? ReadPace(ParseResult given, string address)
    {
        Pace? pace = given.ReadValue(Pace, GiftGrab.Pace.Parse);
        return pace is not null && SourceAddress.Parse(address) is { Scheme: "test", Target: var target } && target.Contains(",pace=", StringComparison.Ordinal)
            ? throw new UsageException($"{address} names a pace and {Pace.Name} {given.GetValue(Pace)} another; allowed is one of them")
            : pace;
    }

    /// <exception cref="FormatException">A value is not usable.</exception>
    public (long? Frames, TimeSpan? Duration) ReadLimits(ParseResult given) => (
        given.ReadValue(Frames, text => NumberText.Parse("number of frames", text, 1, long.MaxValue)),
        ReadDuration(given));

    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Two ends were given.</exception>
    public TimeSpan? ReadDuration(ParseResult given)
    {
        TimeSpan? duration = given.ReadValue(Duration, text => DurationText.Parse("duration", text));
        TimeSpan? until = given.ReadValue(Until, text => ClockText.Parse("end", text));
        return duration is null || until is null
            ? duration ?? until
            : throw new UsageException($"{Duration.Name} {given.GetValue(Duration)} and {Until.Name} {given.GetValue(Until)} are two ends; allowed is one of them");
    }
}
