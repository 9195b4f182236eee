namespace GiftGrab.Cli;

/// <summary>Tells how a recording goes.</summary>
internal interface IRecordingReport
{
    /// <summary>How often the state is wanted; <see langword="null"/>: never.</summary>
    TimeSpan? Interval { get; }

    /// <summary>Nothing could begin. From any thread; nothing follows.</summary>
    void NotBegun(ErrorEvent failure);

    /// <summary>The first frame of every output came, so every setting is known.</summary>
    void Started(StartedEvent started);

    void Progress(ProgressEvent progress);

    void Warning(string message);

    /// <summary>Several sources gave their first frames.</summary>
    void FirstFrames(FirstFramesEvent first);

    /// <summary>A live source entered another state.</summary>
    void SourceState(SourceStateEvent change);

    /// <summary>A picture was kept as a file.</summary>
    void Snapshot(SnapshotEvent snapshot);

    /// <summary>An output failed; the others go on.</summary>
    void OutputFailed(OutputFailedEvent failed);

    /// <summary>The answer to a command that came over standard input. From any thread.</summary>
    void Answer(string line);

    /// <summary>The last call.</summary>
    void Finished(FinishedEvent finished);
}
