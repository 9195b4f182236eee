namespace GiftGrab.Tools.Bindings;

/// <summary>The bindings cannot be made, for a reason that one sentence tells.</summary>
internal sealed class BindingsException(string message, Exception? innerException = null) : Exception(message, innerException);
