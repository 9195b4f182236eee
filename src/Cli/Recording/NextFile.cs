using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The request for the file that follows another of the same output.</summary>
internal static class NextFile
{
    /// <param name="request">What the first file was asked to be.</param>
    /// <param name="number">2 and up.</param>
    /// <param name="frames">Frames that the files before it have.</param>
    /// <param name="position">Time of the source that is over.</param>
    /// <returns><see langword="null"/> where the output has all that it was asked for.</returns>
    public static OutputRequest? After(OutputRequest request, int number, long frames, TimeSpan position)
    {
        VideoTargetOptions options = request.Options;
        if (options.MaxFrames - frames <= 0 || options.MaxDuration - position <= TimeSpan.Zero)
        {
            return null;
        }

        return request with
        {
            Path = Numbered(request.Path, number),
            Names = null,
            Options = options with
            {
                MaxFrames = options.MaxFrames - frames,
                MaxDuration = options.MaxDuration - position,
                File = options.File with
                {
                    TimestampFile = options.File.TimestampFile is { } times ? Numbered(times, number) : null,
                    TsyncFile = options.File.TsyncFile is { } tsync ? Numbered(tsync, number) : null,
                    WallClockFile = options.File.WallClockFile is { } clock ? Numbered(clock, number) : null,
                },
            },
        };
    }

    /// <summary><c>a/film.mp4</c> as <c>a/film-2.mp4</c>.</summary>
    public static string Numbered(string path, int number)
    {
        string extension = Path.GetExtension(path);
        return string.Create(CultureInfo.InvariantCulture, $"{path[..^extension.Length]}-{number}{extension}");
    }
}
