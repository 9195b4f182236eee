using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab doctor</c>: whether this machine can record, and what is missing.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "doctor";

    public override string Summary => "Check whether this machine can record, and say what is missing";

    public override CommandHelp Help => new(
        ["doctor [--json]"],
        "Checks FFmpeg's libraries, the encoders (each opened), hardware, X11, sound, cameras and free space.",
        ["Exit code 1 where something is missing that recording needs; what is merely absent is told and does not count."],
        [],
        [new OptionSection("Options", [_json])]);

    public override int Run(ParseResult given, CommandOutput output)
    {
        CheckFact[] checks = [.. HealthChecks.Run(Environment.CurrentDirectory)];
        bool isHealthy = Array.TrueForAll(checks, check => check.Ok || !check.Required);
        if (given.GetValue(_json))
        {
            output.Result(CliJson.Line(new DoctorFact(isHealthy, checks), CliJson.Readable.DoctorFact));
        }
        else
        {
            output.Result(string.Join('\n', checks.Select(Line)));
            output.Result(isHealthy ? "\nThis machine can record." : "\nSomething that recording needs is missing.");
        }

        return isHealthy ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Line(CheckFact check) =>
        $"{(check.Ok ? "ok     " : check.Required ? "MISSING" : "absent ")} {check.Name,-22} {CommandOutput.OneLine(check.Detail)}";
}
