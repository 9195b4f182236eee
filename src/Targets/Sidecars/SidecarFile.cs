namespace GiftGrab;

/// <summary>A file of times that stands beside a recording.</summary>
/// <param name="File">Its path from the recording's folder.</param>
/// <param name="Kind">What it holds.</param>
public sealed record SidecarFile(string File, ManifestFileKind Kind);
