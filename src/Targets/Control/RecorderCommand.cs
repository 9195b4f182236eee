namespace GiftGrab;

/// <summary>What a <see cref="ControlledRecorder"/> can be told.</summary>
public enum RecorderCommand
{
    /// <summary>Record: into a new file, or after <see cref="Pause"/> into the same one.</summary>
    Start,

    /// <summary>Skip frames and keep the file open.</summary>
    Pause,

    /// <summary>End the file.</summary>
    Stop,

    /// <summary>Record a given number of frames and go on as before.</summary>
    Step,
}
