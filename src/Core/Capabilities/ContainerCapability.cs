namespace GiftGrab;

/// <summary>Whether this FFmpeg reads and writes a container.</summary>
/// <param name="Name">The name asked for, such as <c>mkv</c>.</param>
/// <param name="Format">FFmpeg's name of the container, such as <c>matroska</c>; empty where FFmpeg does not know it.</param>
/// <param name="CanRead">Whether files of this kind can be read.</param>
/// <param name="CanWrite">Whether they can be written.</param>
/// <param name="Reason">What is missing; <see langword="null"/> where nothing is.</param>
public sealed record ContainerCapability(string Name, string Format, bool CanRead, bool CanWrite, string? Reason);
