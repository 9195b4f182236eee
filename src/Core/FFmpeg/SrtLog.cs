using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Keeps SRT's library, which FFmpeg brings, from writing to standard error by itself: what fails is told by our own errors.</summary>
internal static unsafe class SrtLog
{
    // LOG_CRIT of syslog.h, which the library takes for its least level.
    private const int Critical = 2;

    // As Debian builds it, and as others do.
    private static readonly string[] Names = ["libsrt-gnutls.so.1.5", "libsrt.so.1.5"];
    private static int _isQuiet;

    /// <summary>Quietens it, where it is there. May be called from any thread, and again.</summary>
    public static void Quieten()
    {
        if (Interlocked.Exchange(ref _isQuiet, 1) != 0)
        {
            return;
        }

        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "srt_setloglevel", out nint set))
            {
                ((delegate* unmanaged[Cdecl]<int, void>)set)(Critical);
            }
        }
    }
}
