namespace GiftGrab;

/// <summary>Whether one of FFmpeg's libraries is here.</summary>
/// <param name="Name">The file that is loaded, such as <c>libavcodec.so.59</c>.</param>
/// <param name="IsAvailable">Whether it loads.</param>
/// <param name="Version">Its own version, such as <c>59.37.100</c>; <see langword="null"/> where it does not load.</param>
/// <param name="Reason">Why it does not load; <see langword="null"/> where it does.</param>
public sealed record LibraryCapability(string Name, bool IsAvailable, string? Version, string? Reason);
