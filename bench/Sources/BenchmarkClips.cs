using GiftGrab.Benchmarks.Pipeline;

namespace GiftGrab.Benchmarks.Sources;

/// <summary>Clips that the contests read, made by <c>ffmpeg</c> when first asked for and kept in the temporary folder.</summary>
internal static class BenchmarkClips
{
    /// <summary>H.264 with B-frames, 1920x1080, 300 frames that all differ.</summary>
    public static string H264 => Make("h264.mp4", "-c:v", "libx264", "-preset", "veryfast", "-g", "60", "-pix_fmt", "yuv420p");

    /// <summary>The same pictures as MPEG-4 part 2.</summary>
    public static string Xvid => Make("xvid.avi", "-c:v", "mpeg4", "-vtag", "XVID", "-q:v", "4");

    /// <summary>The first 60 of them, exact.</summary>
    public static string Ffv1 => Make("ffv1-60.mkv", "-frames:v", "60", "-c:v", "ffv1", "-slices", "4", "-pix_fmt", "yuv420p");

    private static string Make(string name, params string[] encoding)
    {
        string folder = Path.Combine(Path.GetTempPath(), "giftgrab-benchmark-clips");
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            string draft = Path.Combine(folder, $"draft-{name}");
            Directory.CreateDirectory(folder);
            _ = ProcessRun.Measure("ffmpeg", [
                "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "mandelbrot=s=1920x1080:r=30", "-frames:v", "300", .. encoding, draft]);
            File.Move(draft, path, overwrite: true);
        }

        return path;
    }
}
