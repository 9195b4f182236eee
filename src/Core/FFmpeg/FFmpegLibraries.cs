using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
#if FFMPEG_PACKAGE
using FFmpeg.AutoGen;
#else
using System.Runtime.InteropServices;
#endif

namespace GiftGrab;

/// <summary>Loads FFmpeg's libraries by the names of the ABI that the bindings were made for, each at its first call.</summary>
internal static class FFmpegLibraries
{
    private static readonly FFmpegLibraryFinder Finder = new(new NativeLibrarySystem());
    private static readonly Lock FirstUse = new();
    private static volatile bool _loaded;

    /// <summary>Makes sure that FFmpeg can be called and logs where the program does. Costs a read once it did.</summary>
    /// <exception cref="FFmpegNotFoundException">A library is missing, broken, or of another version.</exception>
    public static void EnsureLoaded()
    {
        if (!_loaded)
        {
            Load();
        }
    }

    private static void Load()
    {
        lock (FirstUse)
        {
            if (!_loaded)
            {
#if FFMPEG_PACKAGE
                // The package finds a library as it likes and says little when it fails, so ours are loaded before.
                foreach (string name in (string[])["avutil", "avcodec", "avformat", "swscale", "swresample", "avfilter"])
                {
                    Finder.Load(FFmpegLibrary.Named(name)!);
                }
#endif
                FFmpegLog.Install();
                _loaded = true;
            }
        }
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "No call into FFmpeg may come before the names of its libraries are known; this costs a microsecond and loads nothing.")]
    internal static void NameLibraries() =>
#if FFMPEG_PACKAGE
        ffmpeg.RootPath = string.Empty;
#else
        NativeLibrary.SetDllImportResolver(
            typeof(FFmpegLibraries).Assembly,
            (name, _, _) => FFmpegLibrary.Named(name) is { } library ? Finder.Load(library) : 0);
#endif
}
