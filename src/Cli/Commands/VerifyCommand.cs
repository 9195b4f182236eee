using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab verify</c>: whether a recording is as its sidecar says.</summary>
internal sealed class VerifyCommand : CliCommand
{
    private readonly Argument<string> _recording = new("RECORDING");
    private readonly Option<string?> _sidecar = Opt.Value("--sidecar", "FILE", "the sidecar; by default RECORDING.json");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "verify";

    public override string Summary => "Compare a recording with its sidecar";

    public override CommandHelp Help => new(
        ["verify RECORDING [--sidecar FILE] [--json]"],
        "Decodes a recording and compares it with its sidecar: size, checksums, pictures, times and files of times, gaps, sound. The exit code is 1 where one differs.",
        ["RECORDING  a file that was recorded with --sidecar; the first slice stands for all, each other one for itself"],
        [("verify theatre.mkv", "each check on a line"), ("verify theatre.mkv --json", "for scripts")],
        [new OptionSection("Options", [_sidecar, _json])]);

    protected override IReadOnlyList<Argument> Arguments => [_recording];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string path = given.GetValue(_recording)!;
        InputFile.Require(path);
        string sidecar = given.GetValue(_sidecar) ?? Sidecar.Find(path) ?? throw new UsageException(
            $"{path} has no sidecar {Sidecar.PathFor(path)} to compare it with; record with --sidecar, or name one by {_sidecar.Name}");
        InputFile.Require(sidecar);
        IReadOnlyList<VerificationCheck> checks = RecordingVerifier.Verify(path, sidecar);
        bool ok = checks.All(check => check.Ok);
        output.Result(given.GetValue(_json)
            ? CliJson.Line(new VerifyFact(path, ok, checks), CliJson.Readable.VerifyFact)
            : string.Join('\n', checks.Select(check => $"{(check.Ok ? "ok    " : "FAILED")}  {check.Name,-10}  {check.Detail}")));
        return ok ? ExitCode.Done : ExitCode.Failed;
    }
}
