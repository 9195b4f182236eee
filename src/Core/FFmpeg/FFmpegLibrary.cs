using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>One of FFmpeg's libraries, in the version whose structs the bindings describe.</summary>
/// <param name="Name">The name that the bindings import it by, such as <c>avcodec</c>.</param>
/// <param name="Major">The version of its ABI, which is part of its file name.</param>
/// <param name="Minor">The least minor version: an older one has shorter structs.</param>
/// <param name="Version">Asks the installed one: major, minor and micro version in one number.</param>
internal sealed record FFmpegLibrary(string Name, int Major, int Minor, Func<uint> Version)
{
    /// <summary>Each after those that it is linked to.</summary>
    public static readonly FFmpegLibrary[] All =
    [
        new("avutil", ffmpeg.LIBAVUTIL_VERSION_MAJOR, ffmpeg.LIBAVUTIL_VERSION_MINOR, ffmpeg.avutil_version),
        new("swresample", ffmpeg.LIBSWRESAMPLE_VERSION_MAJOR, ffmpeg.LIBSWRESAMPLE_VERSION_MINOR, ffmpeg.swresample_version),
        new("swscale", ffmpeg.LIBSWSCALE_VERSION_MAJOR, ffmpeg.LIBSWSCALE_VERSION_MINOR, ffmpeg.swscale_version),
        new("avcodec", ffmpeg.LIBAVCODEC_VERSION_MAJOR, ffmpeg.LIBAVCODEC_VERSION_MINOR, ffmpeg.avcodec_version),
        new("avformat", ffmpeg.LIBAVFORMAT_VERSION_MAJOR, ffmpeg.LIBAVFORMAT_VERSION_MINOR, ffmpeg.avformat_version),
        new("avfilter", ffmpeg.LIBAVFILTER_VERSION_MAJOR, ffmpeg.LIBAVFILTER_VERSION_MINOR, ffmpeg.avfilter_version),
        new("avdevice", ffmpeg.LIBAVDEVICE_VERSION_MAJOR, ffmpeg.LIBAVDEVICE_VERSION_MINOR, ffmpeg.avdevice_version),
    ];

    /// <summary>The file that the dynamic loader looks for.</summary>
    public string FileName => $"lib{Name}.so.{Major}";

    /// <summary>The Debian package that holds it.</summary>
    public string Package => $"lib{Name}{Major}";

    /// <summary>The library that the bindings import by this name; null for a library that is not FFmpeg's.</summary>
    public static FFmpegLibrary? Named(string name) => Array.Find(All, library => library.Name == name);
}
