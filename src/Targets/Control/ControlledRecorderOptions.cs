namespace GiftGrab;

/// <summary>How a <see cref="ControlledRecorder"/> works.</summary>
public sealed record ControlledRecorderOptions
{
    /// <summary>What a pause leaves in the file.</summary>
    public PauseGap PauseGap { get; init; }

    /// <summary>The clock, for the names of files and for waiting.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
