namespace GiftGrab.Cli;

/// <summary>The presets in a file.</summary>
internal sealed record PresetsFact(string Path, IReadOnlyList<PresetFact> Presets);

/// <summary>A preset, and the arguments of <c>giftgrab</c> that it stands for.</summary>
internal sealed record PresetFact(
    string Name, string? Description, string Source, IReadOnlyList<string> Outputs, IReadOnlyList<string> Arguments);
