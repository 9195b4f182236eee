using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Keeps encoders from writing to the standard error stream past FFmpeg's log.</summary>
internal static unsafe class EncoderChatter
{
    /// <summary>Adds what makes an encoder quiet to the options that it is opened with.</summary>
    /// <param name="encoder">FFmpeg's name of the encoder.</param>
    /// <param name="options">The options.</param>
    public static void Silence(string encoder, AVDictionary** options)
    {
        if (encoder == "libx265")
        {
            FFmpegError.Check(ffmpeg.av_dict_set(options, "x265-params", "log-level=none", 0), nameof(ffmpeg.av_dict_set), encoder);
        }
        else if (encoder == "libsvtav1")
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
