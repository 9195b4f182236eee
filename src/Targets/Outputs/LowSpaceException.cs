namespace GiftGrab;

/// <summary>The disk is nearly full; there is still room to end the recording properly.</summary>
internal sealed class LowSpaceException(string message) : Exception(message);
