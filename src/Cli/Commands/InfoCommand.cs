using System.CommandLine;
using System.Globalization;
using System.Text;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab info</c>: what a file says of itself.</summary>
internal sealed class InfoCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "info";

    public override string Summary => "Say what a file holds";

    public override CommandHelp Help => new(
        ["info FILE [--json]"],
        "Says what a file holds: its container, pictures and sound. Nothing is decoded.",
        ["FILE    any container that FFmpeg reads"],
        [("info clip.mp4", "for people"), ("info clip.mp4 --json", "for scripts")],
        [new OptionSection("Options", [_json])]);

    protected override IReadOnlyList<Argument> Arguments => [_file];

    public override int Run(ParseResult given, CommandOutput output)
    {
        MediaInfo info = MediaInspector.Read(given.GetValue(_file)!);
        output.Result(given.GetValue(_json) ? Json(info) : Text(info));
        return ExitCode.Done;
    }

    private static string Json(MediaInfo info) => CliJson.Line(
        new MediaFact(
            info.Path,
            info.Container,
            info.ContainerDescription,
            info.Duration?.TotalSeconds,
            info.StartTime?.TotalSeconds,
            info.FileSize,
            info.BitRate,
            info.Video is { } video ? Of(video) : null,
            info.Audio is { } audio ? Of(audio) : null,
            [.. info.Streams.Select(stream => new StreamFact(
                stream.Index, stream.Kind, stream.Codec, stream.Duration?.TotalSeconds, stream.Tags))],
            info.Tags),
        CliJson.Readable.MediaFact);

    private static VideoFact Of(VideoStreamInfo video) => new(
        video.Index, video.Codec, video.Profile, video.Width, video.Height, video.PixelFormat.Name,
        Fraction(video.FrameRate), Fraction(video.AverageFrameRate), video.EstimatedFrameCount, video.FrameCount is not null,
        video.Color.Matrix.ToString().ToLowerInvariant(), video.Color.Range.ToString().ToLowerInvariant(), video.BitRate);

    private static AudioFact Of(AudioStreamInfo audio) => new(
        audio.Index, audio.Codec, audio.Profile, audio.Format.SampleRate, audio.Format.Channels, audio.Format.SampleFormat, audio.BitRate);

    private static string Text(MediaInfo info)
    {
        var text = new StringBuilder(info.Path);
        text.Append(CultureInfo.InvariantCulture, $"\n  container   {info.ContainerDescription} ({info.Container})");
        text.Append(CultureInfo.InvariantCulture, $"\n  length      {Length(info.Duration)}, {Units.Bytes(info.FileSize)}");
        text.Append(info.BitRate > 0 ? $", {Units.BitRate(info.BitRate)}" : string.Empty);
        if (info.Video is { } video)
        {
            string counted = video switch
            {
                { FrameCount: { } count } => $"{count} frames",
                { EstimatedFrameCount: > 0 and var count } => $"about {count} frames",
                _ => "unknown number of frames",
            };
            text.Append(CultureInfo.InvariantCulture, $"\n  video       {Codec(video)}, {video.Width}x{video.Height}, {video.PixelFormat}, {Fraction(video.FrameRate)} fps, {counted}");
        }

        if (info.Audio is { } audio)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  audio       {Codec(audio)}, {audio.Format.SampleRate} Hz, {audio.Format.Channels} channels, {audio.Format.SampleFormat}");
        }

        foreach (MediaStreamInfo other in info.Streams.Where(stream => stream.Index != info.Video?.Index && stream.Index != info.Audio?.Index))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  stream {other.Index,-5}{other.Kind}, {other.Codec}");
        }

        foreach ((string name, string value) in info.Tags)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {name,-11} {CommandOutput.OneLine(value)}");
        }

        return text.ToString();
    }

    private static string Length(TimeSpan? duration) =>
        duration is null ? "unknown length" : string.Create(CultureInfo.InvariantCulture, $"{duration.Value.TotalSeconds:0.000} s");

    private static string Codec(MediaStreamInfo stream) =>
        stream.Profile is null ? stream.Codec : $"{stream.Codec} ({stream.Profile})";

    private static string Fraction(FrameRate rate) =>
        rate.IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{rate.Numerator}/{rate.Denominator}") : "0/0";
}
