namespace GiftGrab.Cli;

/// <summary>What is becoming of a job.</summary>
internal enum JobState
{
    /// <summary>What it is made from is being recorded.</summary>
    Recording,

    /// <summary>It will be worked on once it is due and a worker is free.</summary>
    Waiting,

    /// <summary>A worker works on it.</summary>
    Running,

    /// <summary>Its output exists and was verified.</summary>
    Finished,

    /// <summary>Something went wrong; what it was made from is untouched.</summary>
    Failed,

    /// <summary>Nobody works on until it is resumed.</summary>
    Paused,

    /// <summary>It was given up; what it was made from is untouched.</summary>
    Cancelled,
}
