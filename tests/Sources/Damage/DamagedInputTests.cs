using System.Diagnostics;
using Xunit.Abstractions;

namespace GiftGrab.Tests;

public sealed class DamagedInputTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Read_TwoHundredDamagedInputs_NoCrashNoHangOneSentenceEach()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> paths = DamagedInputs.Write(folder);
        var faults = new List<string>();
        int refused = 0;
        Process? reader = null;
        foreach (string path in paths)
        {
            reader ??= StartReader();
            reader.StandardInput.WriteLine(path);
            string outcome = await Answer(reader);
            output.WriteLine($"{Path.GetFileName(path)}: {outcome}");
            refused += outcome.StartsWith("error ", StringComparison.Ordinal) ? 1 : 0;
            if (!IsAllowed(outcome, path))
            {
                faults.Add($"{Path.GetFileName(path)}: {outcome}");
            }

            if (outcome is "hang" or "crash")
            {
                reader.Kill();
                reader.Dispose();
                reader = null;
            }
        }

        reader?.StandardInput.Close();
        reader?.Dispose();

        Assert.Equal(DamagedInputs.Count, paths.Count);
        Assert.Empty(faults);
        Assert.InRange(refused, 30, DamagedInputs.Count);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("Dear doctor, this is a letter and not a video.", "invalid data found when processing input")]
    public void CreateFileReader_NoVideo_SaysWhy(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["clip.mp4"], content);

        Assert.Equal($"not a video: {folder["clip.mp4"]} ({reason})", MessageFor(folder["clip.mp4"]));
    }

    [Fact]
    public void CreateFileReader_TextThatFFmpegWouldDraw_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["letter.txt"], string.Concat(Enumerable.Repeat("A letter.\n", 100)));

        Assert.Equal($"not a video: {folder["letter.txt"]} (it holds neither pictures nor sound)", MessageFor(folder["letter.txt"]));
    }

    [Fact]
    public void CreateFileReader_MissingOrFolder_SaysWhich()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal($"not a video: {folder["none.mp4"]} (no such file or directory)", MessageFor(folder["none.mp4"]));
        Assert.Equal($"not a video: {folder.Path} (is a directory)", MessageFor(folder.Path));
    }

    [Fact]
    public void CreateFileReader_SoundOnly_SaysSo()
    {
        string sound = Clips.Make("tone.wav", "-f", "lavfi", "-i", "sine=d=1");

        Assert.Equal($"not a video: {sound} (it has sound, but no pictures)", MessageFor(sound));
    }

    private static async Task<string> Answer(Process reader)
    {
        Task<string?> answer = reader.StandardOutput.ReadLineAsync();
        return await Task.WhenAny(answer, Task.Delay(Longest)) == answer ? await answer ?? "crash" : "hang";
    }

    private static string MessageFor(string path) =>
        Assert.Throws<VideoSourceException>(() => VideoSourceFactory.Instance.CreateFileReader(path)).Message;

    private static bool IsAllowed(string outcome, string path) =>
        outcome.StartsWith("frames ", StringComparison.Ordinal)
        || (outcome.StartsWith("error ", StringComparison.Ordinal) && outcome.Contains(path, StringComparison.Ordinal) && !outcome.Contains("\\n", StringComparison.Ordinal));

    private static Process StartReader()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
