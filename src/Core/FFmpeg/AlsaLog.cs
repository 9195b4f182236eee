using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>Sends what ALSA's library would write to standard error into <see cref="GiftGrabLog"/>: our own sentence tells what failed.</summary>
internal static unsafe class AlsaLog
{
    private static readonly Lazy<bool> Taken = new(Install);

    /// <summary>Takes over the library's messages for the process; a second call changes nothing.</summary>
    public static void TakeOver() => _ = Taken.Value;

    private static bool Install()
    {
        if (!NativeLibrary.TryLoad("libasound.so.2", out nint library) || !NativeLibrary.TryGetExport(library, "snd_lib_error_set_handler", out nint set))
        {
            return false;
        }

        return ((delegate* unmanaged[Cdecl]<void*, int>)set)((delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void>)&OnMessage) == 0;
    }

    // The library hands the values of the text over as a variable number of arguments, which are left where they are.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(byte* file, int line, byte* function, int error, byte* format)
    {
        try
        {
            CoreLog.FFmpeg(GiftGrabLog.FFmpegLogger, LogLevel.Debug, $"ALSA: {NativeText.Read(function)}: {NativeText.Read(format)}");
        }
        catch (Exception)
        {
            // An exception cannot pass through the library's frames; a line of the log is what is lost.
        }
    }
}
