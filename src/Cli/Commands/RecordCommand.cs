using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab record</c>: from a source to one file or several.</summary>
internal sealed class RecordCommand : CliCommand
{
    private const string DefaultSource = "test:1280x720";
    private readonly Argument<string[]> _paths = new("SOURCE OUTPUT...") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _input = Opt.Values("--input", "SOURCE", "the source, where it is not the first argument; may be repeated, with an OUTPUT for each", "-i");
    private readonly Option<string?> _only = Opt.Value("--only", "N,N", "record only these of the sources, counted from 1");
    private readonly Option<string[]> _output = Opt.Values("--output", "OUTPUT", "an output; may be repeated", "-o");
    private readonly Option<string?> _screen = Opt.Value("--screen", "DISPLAY", "capture a screen, as SOURCE screen:DISPLAY does: :0 or :0+X,Y");
    private readonly Option<string?> _config = Opt.Value("--config", "FILE", $"the file of presets; by default {PresetFile.UsualPlace}");
    private readonly RequestReader _reader = new();
    private readonly DeferChoices _defer = new();

    public override string Name => "record";

    public override string Summary => "Record a source into one file or several";

    public override CommandHelp Help => new(
        ["record [SOURCE] OUTPUT... [OPTIONS]", "record PRESET [OUTPUT]... [OPTIONS]", "record -i SOURCE -o OUTPUT [-o OUTPUT]... [OPTIONS]"],
        "Records a source into one file or several. A file is playable while it is written, from its first second on.",
        [
            $"SOURCE  a file, test:1920x1080@30, images:frame_%04d.png@25, screen::0+X,Y@30, v4l2:/dev/video0, rtsp://HOST/PATH, pulse: or alsa: (a microphone) or sim:1920x1080@30 (a simulated card); without one, {DefaultSource}@30",
            "OUTPUT  a file; its extension says the container",
            "PRESET  a source, outputs and options under one name; giftgrab presets lists those there are",
        ],
        [
            ("record demo.mp4 --duration 10s", "ten seconds of a moving test pattern"),
            ("record clip.mp4 small.mp4 archive.mkv --codec h264 --codec ffv1", "two files of one source"),
            ("record screen: desk.mkv --fps 30 --size 1280x720", "a part of the screen, until Ctrl-C"),
            ("record -i sim:dvi -i sim:sdi -o left.mkv -o right.mkv", "two cards at once"),
            ("record images:frame_%04d.png@25 film.mp4", "still images as a film"),
            ("record screen: talk.mp4 --audio pulse:", "the screen and the microphone"),
            ("record pulse: memo.wav --until-silence 2s --until 10:00", "a microphone alone, until nobody speaks"),
        ],
        [new OptionSection("Paths", [_input, _only, _screen, _output, _config]), .. _reader.Sections, _defer.RecordSection]);

    protected override IReadOnlyList<Argument> Arguments => [_paths];

    public override IReadOnlyList<string> Additions(ParseResult given) =>
        PresetArguments.Of(Expand(given), given.CommandResult.Command, given);

    public override int Run(ParseResult given, CommandOutput output)
    {
        string[] paths = [.. Expand(given).Words];
        string[] outputs = given.GetValue(_output) ?? [];
        string[] inputs = given.GetValue(_input) ?? [];
        if (_reader.ReadDataSet(given) is { } set)
        {
            return RunDataSet(given, inputs, [.. paths, .. outputs], set, output);
        }

        if (inputs.Length > 1 || given.GetValue(_only) is not null)
        {
            return RunSeveral(given, inputs, [.. paths, .. outputs], output);
        }

        string? source = ReadSource(given, inputs is [var input, ..] ? Named(input) : null);
        if (source is null && paths.Length + Math.Min(outputs.Length, 1) > 1)
        {
            source = Meant(paths[0]);
            paths = paths[1..];
        }

        outputs = [.. paths, .. outputs];
        if (outputs.Length == 0)
        {
            throw new UsageException("record needs OUTPUT; see giftgrab record --help");
        }

        RequirePresetOrFile(given, source, outputs);
        source ??= UsualSource(given);
        if (_reader.ReadSoundAlone(given, source, outputs) is { } sound)
        {
            return IsDeferred(given)
                ? throw new UsageException("sound alone is encoded while it is recorded; --defer is for pictures")
                : RecordingCommand.Run(sound, output);
        }

        RecordingRequest request = _reader.Read(given, source, outputs);
        return IsDeferred(given)
            ? Defer(given, [(request, 0)], [.. request.Outputs.Select(made => made.Path)], output)
            : RecordingCommand.Run(request, output);
    }

    // A size that is asked for is the pattern's, whose own is not named then.
    private string UsualSource(ParseResult given) => _reader.NamesSourceSize(given) ? "test:" : DefaultSource;

    private PresetExpansion Expand(ParseResult given) => PresetExpansion.Of(
        given.GetValue(_paths) ?? [],
        given.GetValue(_input) ?? [],
        given.GetValue(_output) is { Length: > 0 },
        PresetFile.Read(given.GetValue(_config)));

    private int RunSeveral(ParseResult given, string[] inputs, string[] outputs, CommandOutput output)
    {
        if (inputs.Length <= 1 && given.GetValue(_only) is { } one)
        {
            throw new UsageException($"{_only.Name} {one} chooses among several sources; allowed is beside two or more of {_input.Name}");
        }

        if (inputs.Length != outputs.Length || given.GetValue(_screen) is not null)
        {
            throw new UsageException(
                $"{inputs.Length} sources by {_input.Name} and {outputs.Length} outputs do not go together; of several sources each has one output, in their order");
        }

        IReadOnlyList<int> only = given.Read(_only, text => InputNumbers.Parse(text, inputs.Length)) ?? [.. Enumerable.Range(1, inputs.Length)];
        IReadOnlyList<RecordingRequest> requests = _reader.Read(given, inputs, outputs);
        return IsDeferred(given)
            ? Defer(given, [.. only.Select(number => (requests[number - 1], number - 1))], [.. requests.Select(made => made.Outputs[0].Path)], output)
            : RecordingCommand.Run([.. only.Select(number => requests[number - 1])], output);
    }

    private int RunDataSet(ParseResult given, string[] inputs, string[] paths, (string Folder, string Extension) set, CommandOutput output)
    {
        string? single = ReadSource(given, inputs.FirstOrDefault());
        if (paths.Length + (single is null ? 0 : 1) > 1 || IsDeferred(given) || given.GetValue(_only) is not null)
        {
            throw new UsageException(
                "--dataset names the outputs itself and takes no OUTPUT, --defer or --only; allowed is one SOURCE, or several by --input");
        }

        string[] sources = inputs.Length > 1 ? inputs : [single ?? paths.FirstOrDefault() ?? UsualSource(given)];
        sources = [.. sources.Select(Meant)];
        var layout = new DataSetLayout(set.Folder, DateTimeOffset.Now);
        try
        {
            string[] outputs = [.. sources.Select(source => layout.PathFor(source, set.Extension))];
            RecordingRequest[] requests = [.. _reader.Read(given, sources, outputs).Select(layout.Complete)];
            return requests is [var one] ? RecordingCommand.Run(one, output) : RecordingCommand.Run(requests, output);
        }
        finally
        {
            layout.Abandon();
        }
    }

    private bool IsDeferred(ParseResult given)
    {
        _defer.RequireSwitch(given);
        if (given.GetValue(_defer.Defer) && given.GetValue(_reader.Manifest) is { } manifest)
        {
            throw new UsageException($"{_reader.Manifest.Name} {manifest} lists files that are there when the recording ends; with {_defer.Defer.Name} they are made later");
        }

        return given.GetValue(_defer.Defer) && given.GetValue(_reader.ShowPlan)
            ? throw new UsageException($"{_reader.ShowPlan.Name} tells how a recording is encoded now; with {_defer.Defer.Name} that is done later")
            : given.GetValue(_defer.Defer);
    }

    private int Defer(ParseResult given, IReadOnlyList<(RecordingRequest Request, int First)> wanted, IReadOnlyList<string> all, CommandOutput output)
    {
        using var store = JobStore.Open(given.GetValue(_defer.QueueFile));
        var job = new DeferredJob(
            _defer.ReadPriority(given),
            _defer.ReadStart(given, DateTime.UtcNow),
            _defer.ReadLeastPsnr(given),
            hasRate => EncodingArguments.Of(given, _reader.CarriedOptions(hasRate)));
        Deferral[] deferrals = [.. wanted.Select(one => new Deferral(store, job, one.Request, _defer.ReadExact(given), all, one.First))];
        try
        {
            int exitCode = deferrals is [var one]
                ? RecordingCommand.Run(one.Request, output)
                : RecordingCommand.Run([.. deferrals.Select(deferral => deferral.Request)], output);
            Array.ForEach(deferrals, deferral => deferral.Settle(given.GetValue(_reader.Json), output));
            return exitCode;
        }
        catch
        {
            Array.ForEach(deferrals, deferral => deferral.Abandon());
            throw;
        }
    }

    // A word without an extension is meant as a preset, not as a file.
    private void RequirePresetOrFile(ParseResult given, string? source, string[] outputs)
    {
        if (source is null && outputs is [var word] && given.GetValue(_paths) is [var asked] && asked == word
            && word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or ' ') && !_reader.NamesContainer(given))
        {
            throw new UsageException($"{PresetFile.Read(given.GetValue(_config)).Unknown(word)}; a file needs an extension, such as {word}.mp4");
        }
    }

    private string? ReadSource(ParseResult given, string? input)
    {
        return given.GetValue(_screen) is not { } display ? input
            : input is null ? $"screen:{display}"
            : throw new UsageException($"{_input.Name} {input} and {_screen.Name} {display} are two sources; allowed is one of them");
    }

    // Two outputs are easily given without a source.
    private static string Meant(string source)
    {
        string named = Named(source);
        return MissingFile(named) is { } path
            ? throw new UsageException($"the source {Credentials.RedactMissing(path)} does not exist; of several paths the first is the source, the others are outputs")
            : named;
    }

    // A microphone may be given by its name alone.
    private static string Named(string source) => MissingFile(source) is { } name && SoundDevices.FindNamed(name) is { } device ? device.Address : source;

    private static string? MissingFile(string source) =>
        SourceAddress.Parse(source) is { Scheme: SourceAddress.File, Target: var path } && !Path.Exists(path) ? path : null;
}
