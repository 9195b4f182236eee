using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that make a file what it is.</summary>
/// <param name="Encoding">How its pictures are encoded.</param>
/// <param name="File">What it is like.</param>
/// <param name="Sound">How its sound is encoded.</param>
/// <param name="All">These and all others that matter to it.</param>
/// <param name="Repeated">Those among them whose values all hold for each output, where the others have one for each.</param>
internal sealed record PlannedOptions(
    EncodingChoices Encoding, FileChoices File, SoundChoices Sound, IReadOnlyList<Option> All, IReadOnlyList<Option> Repeated);
