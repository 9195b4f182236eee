namespace GiftGrab;

/// <summary>Something with a name for messages, counts and files.</summary>
public interface INamed
{
    /// <summary>The name; short, unique where that matters to its user.</summary>
    string Name { get; }
}
