using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab convert</c>: file to file, as fast as it goes.</summary>
internal sealed class ConvertCommand : CliCommand
{
    private readonly Argument<string> _input = new("IN");
    private readonly Argument<string> _output = new("OUT");
    private readonly RequestReader _reader = new();

    public override string Name => "convert";

    public override string Summary => "Convert a file into another, as fast as it goes";

    public override CommandHelp Help => new(
        ["convert IN OUT [OPTIONS]"],
        "Converts a file into another, as fast as it goes, without losing a frame; the sound is kept.",
        ["IN   a file of any kind that FFmpeg reads, or any other source that ends", "OUT  a file; its extension says the container"],
        [
            ("convert clip.avi clip.mp4", "for players"),
            ("convert clip.mp4 clip.mkv --codec ffv1", "for archives"),
            ("convert clip.mp4 small.mp4 --codec hevc --quality 28", "smaller"),
        ],
        _reader.Sections);

    protected override IReadOnlyList<Argument> Arguments => [_input, _output];

    public override int Run(ParseResult given, CommandOutput output)
    {
        if (_reader.ReadSoundAlone(given, given.GetValue(_input)!, [given.GetValue(_output)!], mustEnd: true) is { } sound)
        {
            return RecordingCommand.Run(sound, output);
        }

        RecordingRequest request = _reader.Read(given, given.GetValue(_input)!, [given.GetValue(_output)!]);
        OutputRequest target = request.Outputs[0];
        SourceOptions asFast = ProcessorShare.Ask(request.Source.Options, target) with { Pace = request.Source.Options.Pace ?? Pace.AsFast };
        VideoTargetOptions whole = target.Options with { WhenFull = target.Options.WhenFull ?? QueueFullPolicy.Block };
        bool mustEnd = target.Options is { MaxFrames: null, MaxDuration: null };
        int exitCode = RecordingCommand.Run(
            request with { Source = request.Source with { Options = asFast, MustEnd = mustEnd }, Outputs = [target with { Options = whole }] }, output);
        if (exitCode == ExitCode.Interrupted)
        {
            output.Message($"stopped by a signal before the end of {Credentials.RedactAddress(request.Source.Address)}");
        }

        return exitCode;
    }
}
