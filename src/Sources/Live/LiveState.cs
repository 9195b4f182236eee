namespace GiftGrab;

/// <summary>Where a live source is in its life.</summary>
public enum LiveState
{
    /// <summary>Connected, and no frame has come yet.</summary>
    Starting,

    /// <summary>Frames come.</summary>
    Running,

    /// <summary>Frames stopped coming: the connection broke, or stalled.</summary>
    Lost,

    /// <summary>Connecting again, or connected again and waiting for the first frame.</summary>
    Reconnecting,

    /// <summary>Ended, in order or by a failure; nothing comes any more.</summary>
    Stopped,
}
