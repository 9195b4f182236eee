using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

/// <summary>The code of the README, compiled and run as it stands there.</summary>
[Collection("examples")]
public sealed partial class ReadmeExampleTests
{
    [Fact]
    public async Task CSharpExample_Run_CopiesEveryFrame()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Clips.Short, folder["endoscopy.mp4"]);
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.Path;
        try
        {
            await RunExample();
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        Assert.Equal(30, Ffmpeg.CountFrames(folder["copy.mp4"]));
        Assert.Equal("hevc", Ffmpeg.ProbeVideo(folder["copy.mp4"], "codec_name")[0]);
    }

    [Fact]
    public void CSharpExample_InTheReadme_IsTheCodeThatRuns()
    {
        string readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        string example = CSharpBlock().Match(readme).Groups[1].Value.Replace("using GiftGrab;", string.Empty, StringComparison.Ordinal);

        Assert.Contains(Squeeze(example), Squeeze(File.ReadAllText(ThisFile())), StringComparison.Ordinal);
    }

    private static async Task RunExample()
    {
        using FileReader endoscope = VideoSourceFactory.CreateFileReader("endoscopy.mp4");
        using VideoTarget writer = VideoTargetFactory.CreateFileWriter(Codec.Hevc, "copy.mp4", endoscope.FrameRate);

        VideoNode look = VideoNode.Create(frame =>
        {
            VideoFrame bgra = frame.ConvertTo(PixelFormat.Bgra);   // made once, shared by all who ask
            Console.WriteLine($"frame {frame.Number}: first pixel {bgra.GetPlane(0)[0]}");
            return frame;
        });
        endoscope.Attach(look);
        look.Attach(writer);

        endoscope.Start();
        await writer.Completion;
    }

    private static string Squeeze(string text) => Spaces().Replace(text, " ").Trim();

    private static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>The examples read and write in the current folder, of which a process has one.</summary>
[CollectionDefinition("examples", DisableParallelization = true)]
public sealed class ExamplesCollection;
