namespace GiftGrab;

/// <summary>Where presentation times come from.</summary>
public enum FrameTiming
{
    /// <summary>From the frames' own timestamps: real time, whatever the rate.</summary>
    Variable,

    /// <summary>From a counter at the nominal rate: frames are repeated and skipped to keep real time, and counted.</summary>
    Constant,
}
