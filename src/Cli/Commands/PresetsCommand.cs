using System.CommandLine;
using System.Text;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab presets</c>: the recordings that one word begins.</summary>
internal sealed class PresetsCommand : CliCommand
{
    private readonly Option<string?> _config = Opt.Value("--config", "FILE", $"the file of presets; by default {PresetFile.UsualPlace}");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "presets";

    public override string Summary => "List the recordings that one word begins";

    public override CommandHelp Help => new(
        ["presets [--config FILE] [--json]"],
        "Lists the presets that \"giftgrab record NAME\" knows, each with the command line that it stands for.",
        [],
        [],
        [new OptionSection("Options", [_config, _json])]);

    public override int Run(ParseResult given, CommandOutput output)
    {
        string? asked = given.GetValue(_config);
        var file = PresetFile.Read(asked);
        List<PresetFact> facts = [];
        int exitCode = ExitCode.Done;
        foreach (string name in file.Names)
        {
            try
            {
                facts.Add(Describe(name, file.Find(name)!, file));
            }
            catch (Exception exception) when (exception is UsageException or FormatException)
            {
                output.Message(exception.Message);
                exitCode = ExitCode.Usage;
            }
        }

        string path = asked ?? PresetFile.UsualPath;
        if (given.GetValue(_json))
        {
            output.Result(CliJson.Line(new PresetsFact(path, facts), CliJson.Readable.PresetsFact));
        }
        else if (facts.Count > 0 || exitCode == ExitCode.Done)
        {
            output.Result(Text(path, facts));
        }

        return exitCode;
    }

    private static PresetFact Describe(string name, Preset preset, PresetFile file)
    {
        PresetExpansion expansion = PresetExpansion.Of(preset.Outputs.Count == 0 ? [name, "OUTPUT"] : [name], [], hasOutput: false, file);
        IReadOnlyList<string> options = PresetArguments.Of(expansion, new RecordCommand().Build(), given: null);
        return new PresetFact(
            name, preset.Description, Credentials.RedactAddress(preset.Source), preset.Outputs,
            ["record", Credentials.RedactAddress(preset.Source), .. expansion.Words.Skip(1), .. options]);
    }

    private static string Text(string path, IReadOnlyList<PresetFact> facts)
    {
        if (facts.Count == 0)
        {
            return $"no presets in {path}{(File.Exists(path) ? string.Empty : ", which does not exist")}";
        }

        var text = new StringBuilder(path);
        foreach (PresetFact fact in facts)
        {
            text.Append($"\n  {fact.Name,-16}{fact.Description ?? fact.Source}\n      giftgrab {string.Join(' ', fact.Arguments.Select(ShellText.Quote))}");
        }

        return text.ToString();
    }
}
