namespace GiftGrab;

/// <summary>How to connect to a live source; the source keeps it to connect again.</summary>
internal interface ILiveConnector
{
    /// <summary>The source's name in messages, counts and files; without credentials.</summary>
    string Name { get; }

    /// <summary>Whether a lost connection can be made anew: a device or a server, not a stream that was piped in.</summary>
    bool CanReconnect { get; }

    /// <summary>Whether connecting waits for nobody: it is then done on the source's own thread.</summary>
    bool ConnectsAtOnce => false;

    /// <summary>Whether what it connects to is simulated.</summary>
    bool IsSimulated => false;

    /// <summary>The sound of all its connections that was not taken in time. May be read from any thread.</summary>
    TimeSpan LostSound => TimeSpan.Zero;

    /// <summary>Connects. The caller disposes the connection.</summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Ends the attempt at once; the connection does not heed it.</param>
    /// <exception cref="VideoSourceException">The source is not there, busy, or refuses; the sentence says which.</exception>
    ILiveConnection Connect(TimeSpan timeout, CancellationToken stop);
}
