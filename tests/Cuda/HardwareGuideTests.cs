using System.Collections.Concurrent;

namespace GiftGrab.Tests;

/// <summary>The example of doc/hardware.md compiles, and runs as far as there is a driver.</summary>
[Collection("frames")]
public sealed class HardwareGuideTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;
    private int _rendered;

    [SkippableFact]
    public void Example_WithADriverWithoutNvenc_FailsAtItsLibraryAndLeavesNothing()
    {
        CudaDouble.Need();
        Skip.If(Capabilities.Encoder("hevc_nvenc").IsAvailable, "NVENC works here.");
        Environment.CurrentDirectory = _folder.Path;

        var error = Assert.Throws<VideoTargetException>(Example);

        Assert.Contains("libnvidia-encode", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _rendered);
        Assert.Equal(0, CudaDouble.Entered);
    }

    [Fact]
    public void Example_InTheGuide_IsTheOneOfThisTest()
    {
        string guide = Read("hardware.md");
        string example = guide.Split("```csharp\n")[1].Split("```")[0];
        string[] code = [.. Read("HardwareGuideTests.cs").Split('\n').Select(line => line.Trim())];

        Assert.All(
            example.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()),
            line => Assert.Contains(line, code));
    }

    protected override void Release()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(HardwareGuideTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Example()
    {
        using var cuda = new CudaContext(0);
        using var frames = new CudaFrames(cuda.Context.Pointer, 1920, 1080, PixelFormat.Nv12);
        var free = new ConcurrentBag<nint>(); // buffers that nobody reads
        var options = new VideoTargetOptions { Video = new VideoEncoderOptions { Hardware = HardwareAcceleration.Nvidia } };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Hevc, "out.mp4", new FrameRate(30), options);
        IObserver<VideoFrame> pictures = target;
        for (int i = 0; i < 300; i++)
        {
            nint picture = free.TryTake(out nint one) ? one : (nint)(ulong)cuda.AllocateMemory(1920 * 1080 * 3 / 2).Pointer;
            RenderInto(picture, i); // NV12: luma, then chroma
            using VideoFrame frame = frames.Wrap(picture, 1920, new FrameRate(30).TimeOf(i), free.Add);
            pictures.OnNext(frame);
        }

        pictures.OnCompleted();
    }

    private void RenderInto(nint picture, int number)
    {
        Assert.NotEqual(0, picture);
        Assert.Equal(_rendered++, number);
    }
}
