using GiftGrab.Tools.Bindings;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>The generated files are what the generator makes today.</summary>
public sealed class BindingsGeneratorTests
{
    private static readonly string Generated = Path.Combine(Repository.Root, "src", "Core", "FFmpeg", "Generated");

    [SkippableFact]
    public void Generated_MadeAgain_IsTheSame()
    {
        string? reason = HeaderTools.WhyNoGenerator();
        Skip.If(reason is not null, reason);
        using var folder = new TemporaryFolder();

        Assert.Equal(0, Program.Main([folder.Path]));

        Assert.Equal(Names(folder.Path), Names(Generated));
        Assert.All(Names(Generated), name => Assert.Equal(File.ReadAllText(folder[name]), File.ReadAllText(Path.Combine(Generated, name))));
    }

    [Fact]
    public void Main_FolderAboveTheOutputIsMissing_EndsWithTwo() => Assert.Equal(2, Program.Main(["/nonexistent/folder/output"]));

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
