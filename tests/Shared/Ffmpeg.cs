using System.Diagnostics;

namespace GiftGrab.Tests;

/// <summary>The <c>ffmpeg</c> and <c>ffprobe</c> commands: the judges of what the library does.</summary>
internal static class Ffmpeg
{
    /// <summary>Runs <c>ffmpeg</c> and returns what it printed.</summary>
    public static string Run(params IEnumerable<string> arguments) => Execute("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>Runs <c>ffprobe</c> and returns what it printed.</summary>
    public static string Probe(params IEnumerable<string> arguments) => Execute("ffprobe", ["-v", "error", .. arguments]);

    /// <summary>Fields of the main pictures, such as <c>width,height,r_frame_rate</c>, in the order asked for.</summary>
    public static string[] ProbeVideo(string path, params IEnumerable<string> fields)
    {
        var found = Probe("-select_streams", "v:0", "-show_entries", $"stream={string.Join(',', fields)}", "-of", "default=noprint_wrappers=1", path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return [.. fields.Select(field => found.GetValueOrDefault(field, string.Empty))];
    }

    /// <summary>How many pictures decode.</summary>
    public static int CountFrames(string path) => int.Parse(
        Probe("-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames", "-of", "default=noprint_wrappers=1:nokey=1", path)
            .Split('\n')[0],
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One fingerprint for each picture, in the given pixel format or the file's own.</summary>
    public static string[] FrameHashes(string path, string? pixelFormat = null)
    {
        string[] format = pixelFormat is null ? [] : ["-pix_fmt", pixelFormat];
        string text = Run(["-i", path, "-map", "0:v:0", "-vsync", "passthrough", .. format, "-f", "framemd5", "-"]);
        return [.. Lines(text).Select(line => line.Split(',')[5].Trim())];
    }

    /// <summary>When each picture is shown, in seconds, as the container says; NaN where it does not.</summary>
    public static double[] FrameTimes(string path) =>
        [.. Lines(Probe("-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time", "-of", "default=noprint_wrappers=1:nokey=1", path))
            .Select(line => line == "N/A" ? double.NaN : double.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));

    private static string Execute(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{command} {string.Join(' ', start.ArgumentList)} failed: {errors.Result}");
    }
}
