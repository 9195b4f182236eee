using System.CommandLine;
using System.Globalization;
using System.Text;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab tsync</c>: what a file of timestamps holds.</summary>
internal sealed class TsyncCommand : CliCommand
{
    private readonly Argument<string> _action = new("ACTION");
    private readonly Argument<string> _file = new("FILE");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "tsync";

    public override string Summary => "Print a file of checksummed timestamps";

    public override CommandHelp Help => new(
        ["tsync dump FILE [--json]"],
        "Prints the entries of a tsync file, of record --tsync or of Syntalos, one on a line: frame,µs. Entries of damaged blocks are left out, "
            + "and named; the exit code is then 1.",
        ["FILE    a tsync file"],
        [("tsync dump clip.tsync", "for people and spreadsheets"), ("tsync dump clip.tsync --json", "with what the file says of itself")],
        [new OptionSection("Options", [_json])]);

    protected override IReadOnlyList<Argument> Arguments => [_action, _file];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string action = given.GetValue(_action)!;
        if (action != "dump")
        {
            throw new UsageException($"tsync has no action \"{action}\"; allowed is dump");
        }

        string path = given.GetValue(_file)!;
        InputFile.Require(path);
        var file = TsyncFile.Read(path);
        output.Result(given.GetValue(_json) ? Json(path, file) : Text(file));
        foreach (string damage in file.Damage)
        {
            output.Message($"{path}: {damage}");
        }

        if (file.EqualTimes > 0)
        {
            output.Message(string.Create(CultureInfo.InvariantCulture, $"{path}: {file.EqualTimes} entries have the time of the one before"));
        }

        return file.Damage.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Text(TsyncFile file)
    {
        var text = new StringBuilder();
        text.Append(Column(file.Header.First)).Append(',').Append(Column(file.Header.Second));
        foreach (TsyncEntry entry in file.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.First},{entry.Second}");
        }

        return text.ToString();
    }

    private static string Column(TsyncColumn column) => column.Unit switch
    {
        TsyncUnit.Index => column.Name == "frame-no" ? "frame" : column.Name,
        TsyncUnit.Nanoseconds => "ns",
        TsyncUnit.Microseconds => "µs",
        TsyncUnit.Milliseconds => "ms",
        _ => "s",
    };

    private static string Json(string path, TsyncFile file) => CliJson.Line(
        new TsyncFact(
            path, file.Header.Module, file.Header.Collection, file.Header.UserData, file.Header.Created, NameOf(file.Header.Mode),
            file.Header.BlockSize, Fact(file.Header.First), Fact(file.Header.Second), file.EqualTimes, file.Damage,
            [.. file.Entries.Select(entry => new[] { entry.First, entry.Second })]),
        CliJson.Readable.TsyncFact);

    private static TsyncColumnFact Fact(TsyncColumn column) => new(column.Name, NameOf(column.Unit), NameOf(column.Type));

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
