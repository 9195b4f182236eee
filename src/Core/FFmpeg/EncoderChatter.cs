using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Keeps encoders from writing to the standard error stream past FFmpeg's log.</summary>
internal static unsafe class EncoderChatter
{
    /// <summary>Makes an encoder quiet that has no option for it. To be called before it opens.</summary>
    /// <param name="encoder">FFmpeg's name of the encoder.</param>
    public static void Silence(string encoder)
    {
        if (encoder == "libsvtav1")
        {
            SetEnvironment("SVT_LOG"u8, "-1"u8);
        }
    }

    // Environment.SetEnvironmentVariable leaves the native environment alone, and that is the one that is read.
    private static void SetEnvironment(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var setenv = (delegate* unmanaged[Cdecl]<byte*, byte*, int, int>)NativeLibrary.GetExport(
            NativeLibrary.GetMainProgramHandle(), "setenv");
        fixed (byte* nativeName = name, nativeValue = value)
        {
            _ = setenv(nativeName, nativeValue, 0);
        }
    }
}
