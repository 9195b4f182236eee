namespace GiftGrab;

/// <summary>A file of times that is asked for beside a recording.</summary>
internal sealed record TimeFile(string Path, TimestampFormat Format);
