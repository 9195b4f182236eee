using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Loads FFmpeg's libraries by the names of the ABI that the bindings were made for.</summary>
internal static class FFmpegLibraries
{
    static FFmpegLibraries()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(FFmpegLibraries).Assembly,
            (name, _, _) => NativeLibrary.Load($"lib{name}.so.{SonameOf(name)}"));
        FFmpegLog.Install();
    }

    /// <summary>Makes sure that the libraries can be called.</summary>
    public static void EnsureLoaded()
    {
    }

    private static int SonameOf(string name) => name switch
    {
        "avutil" => 57,
        "swscale" => 6,
        "swresample" => 4,
        "avfilter" => 8,
        _ => 59,
    };
}
