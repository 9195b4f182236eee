namespace GiftGrab.Interop;

/// <summary>Tells the host once when a thread begins to deliver to it, and once when it ends, so that what the host keeps for
/// each thread is made once and not for each frame.</summary>
internal static unsafe class HostThread
{
    [ThreadStatic]
    private static bool _isKnown;

    public static void Enter()
    {
        if (!_isKnown && Host.Thread is not null)
        {
            _isKnown = true;
            Tell(1);
        }
    }

    public static void Leave()
    {
        if (_isKnown)
        {
            _isKnown = false;
            Tell(0);
        }
    }

    private static void Tell(int begins)
    {
        if (HostCalls.TryBegin())
        {
            Host.Thread(begins);
            HostCalls.End();
        }
    }
}
