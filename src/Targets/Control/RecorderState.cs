namespace GiftGrab;

/// <summary>What a <see cref="ControlledRecorder"/> does with the frames that come.</summary>
public enum RecorderState
{
    /// <summary>No file is open: frames are skipped.</summary>
    Stopped,

    /// <summary>Every frame goes into the present file.</summary>
    Recording,

    /// <summary>A file is open, and frames are skipped.</summary>
    Paused,
}
