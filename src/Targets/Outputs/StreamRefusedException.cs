namespace GiftGrab;

/// <summary>A stream came too late for a recording, which goes on without it.</summary>
internal sealed class StreamRefusedException(string message) : VideoTargetException(message);
