namespace GiftGrab;

/// <summary>What observers of a lost live source see until it is back.</summary>
public enum LossPicture
{
    /// <summary>Nothing: no frames come, and a recording shows its last one for as long.</summary>
    None,

    /// <summary>The last frame again and again, at the source's rate.</summary>
    LastFrame,

    /// <summary>Black, at the source's rate.</summary>
    Black,

    /// <summary>"NO SIGNAL" on black, at the source's rate.</summary>
    NoSignal,
}
