namespace GiftGrab;

/// <summary>What a live source does with what its connections give; the rest of its life is <see cref="LiveLife"/>'s. Called on the
/// source's thread.</summary>
internal interface ILiveUnits
{
    /// <summary>The source's name in messages.</summary>
    string Name { get; }

    /// <summary>What comes while the source lives: <c>picture</c> or <c>sound</c>.</summary>
    string Kind { get; }

    /// <summary>Whether a connection that falls silent is waited for; else it counts as lost, and is made anew.</summary>
    bool WaitsThroughSilence { get; }

    /// <summary>Where the last unit ends, in nanoseconds on the source's clock.</summary>
    long Position { get; }

    /// <summary>A connection begins.</summary>
    void BeginConnection(ILiveConnection connection);

    /// <summary>A connection is over: nothing follows of it.</summary>
    void EndConnection();

    /// <summary>Takes what a connection gave, and disposes it.</summary>
    /// <returns>Whether the source lives by it.</returns>
    bool Take(VideoFrame? frame, AudioFrame? audio);

    /// <summary>What is left until <see cref="Attend"/> has something to do.</summary>
    /// <param name="now">The process's monotonic clock, in nanoseconds.</param>
    TimeSpan UntilDue(long now);

    /// <summary>Does what is due while nothing comes.</summary>
    void Attend();
}
