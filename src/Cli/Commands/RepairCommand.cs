using System.CommandLine;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab repair</c>: a plain file of a recording whose process was killed.</summary>
internal sealed class RepairCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE");
    private readonly Option<string?> _output = Opt.Value("--output", "OUTPUT", "the repaired file; by default FILE with -repaired before its extension", "-o");
    private readonly Option<bool> _inPlace = Opt.Flag("--in-place", "put the repaired file in FILE's place, once it was verified");
    private readonly Option<bool> _overwrite = Opt.Flag("--overwrite", "replace a file that exists", "-y");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "repair";

    public override string Summary => "Make a plain file of an interrupted recording";

    public override CommandHelp Help => new(
        ["repair FILE [-o OUTPUT | --in-place] [--json]"],
        "Makes a plain file, with an index and without a torn end, of a recording whose process was killed. Nothing is encoded again; every "
            + "picture is compared. FILE stays as it is unless --in-place is given. The sidecar is completed.",
        ["FILE    an mp4, mov, mkv, webm, avi or ts"],
        [("repair theatre.mp4", "theatre-repaired.mp4 beside it"), ("repair theatre.mp4 --in-place", "instead of it")],
        [new OptionSection("Options", [_output, _inPlace, _overwrite, _json])]);

    protected override IReadOnlyList<Argument> Arguments => [_file];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string file = given.GetValue(_file)!;
        bool inPlace = given.GetValue(_inPlace);
        if (inPlace && given.GetValue(_output) is { } other)
        {
            throw new UsageException($"{_inPlace.Name} and {_output.Name} {other} do not go together; allowed is one of them");
        }

        if (given.GetValue(_output) is { } same && Path.GetFullPath(same) == Path.GetFullPath(file))
        {
            throw new UsageException($"{same} is the damaged file itself; {_inPlace.Name} repairs it there, allowed else is another name");
        }

        InputFile.Require(file);
        if (!Containers.HasExtension(file))
        {
            throw new UsageException($"{file} cannot be repaired: its name has no extension of a recording; allowed are {Containers.AllowedExtensions}");
        }

        if (given.GetValue(_output) is { } asked && Containers.FromPath(asked) != Containers.FromPath(file))
        {
            throw new UsageException($"{asked} is another container than {file}; allowed is the same one");
        }

        string target = inPlace ? file : given.GetValue(_output) ?? Path.ChangeExtension(file, null) + "-repaired" + Path.GetExtension(file);
        RepairedRecording repaired = RecordingRepair.Repair(file, target, given.GetValue(_overwrite));
        output.Result(given.GetValue(_json)
            ? CliJson.Line(new RepairFact(repaired.Path, inPlace ? null : file, repaired.Frames, repaired.Damage), CliJson.Readable.RepairFact)
            : string.Create(CultureInfo.InvariantCulture, $"{repaired.Path}: {repaired.Frames} frames, each compared"));
        return ExitCode.Done;
    }
}
