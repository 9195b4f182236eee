namespace GiftGrab;

/// <summary>What a pause leaves in the file.</summary>
public enum PauseGap
{
    /// <summary>Its time: the last frame before it is shown until the first one after it, and sound is silent.</summary>
    Keep,

    /// <summary>Nothing: what follows is moved forward, sound with the pictures.</summary>
    Close,
}
