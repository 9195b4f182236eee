namespace GiftGrab.Interop;

/// <summary>The functions of the program that hosts the runtime.</summary>
internal static unsafe class Host
{
    /// <summary>Shows a frame to all observers of a source: source, the frame for each batch, how many. What one batch left of
    /// the pixels the host copies into the next one's frame.</summary>
    /// <returns>How many of the frames hold the picture.</returns>
    public static delegate* unmanaged[Cdecl]<long, Delivery*, int, int> Deliver { get; set; }

    /// <summary>Tells that a thread begins (1) or ends (0) to deliver.</summary>
    public static delegate* unmanaged[Cdecl]<int, void> Thread { get; set; }

    /// <summary>Tells the end of a source: source, kind of error, message in UTF-8 or null.</summary>
    public static delegate* unmanaged[Cdecl]<long, int, byte*, void> Ended { get; set; }

    /// <summary>Tells that a target of a source failed and is fed no more: source, target, kind of error, message in UTF-8.</summary>
    public static delegate* unmanaged[Cdecl]<long, long, int, byte*, void> TargetFailed { get; set; }

    /// <summary>Takes a line of the log: level 0 (trace) to 5 (critical), category and text in UTF-8.</summary>
    public static delegate* unmanaged[Cdecl]<int, byte*, byte*, void> Log { get; set; }
}
