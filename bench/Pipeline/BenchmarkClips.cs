namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>The clips that the contests read, made once by the ffmpeg command and removed at the end.</summary>
internal sealed class BenchmarkClips : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("giftgrab-bench");

    public BenchmarkClips()
    {
        H264 = Make("1080.mp4", "1920x1080");
        H264Small = Make("720.mp4", "1280x720");
    }

    /// <summary>300 frames of 1920x1080 with motion and grain.</summary>
    public string H264 { get; }

    /// <summary>300 frames of 1280x720.</summary>
    public string H264Small { get; }

    public string Output(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private string Make(string name, string size)
    {
        string path = Output(name);
        ProcessRun.Measure("ffmpeg", [
            "-v", "error", "-nostdin", "-f", "lavfi", "-i", $"testsrc2=s={size}:r=30,noise=alls=4:allf=t", "-frames:v", "300",
            "-c:v", "libx264", "-preset", "fast", "-crf", "23", "-pix_fmt", "yuv420p", path]);
        return path;
    }
}
