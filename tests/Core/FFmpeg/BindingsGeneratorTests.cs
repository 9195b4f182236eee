using System.Text.RegularExpressions;
using GiftGrab.Tools.Bindings;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>The generated files are what the generator makes today.</summary>
public sealed partial class BindingsGeneratorTests
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
    public void MemberList_EveryEntry_IsUsed()
    {
        var members = MemberList.Read(MemberList.DefaultPath);
        string code = string.Join('\n', ((string[])["src", "bench", "tests"]).SelectMany(CodeUnder).Select(File.ReadAllText));
        var words = Word().Matches(code).Select(word => word.Value).ToHashSet();

        IEnumerable<string> called = [.. members.Functions, .. members.Constants];

        Assert.Equal([], [.. called.Where(name => !words.Contains("ffmpeg." + name)), .. members.Types.Where(name => !words.Contains(name))]);
    }

    [Fact]
    public void Main_FolderAboveTheOutputIsMissing_EndsWithTwo() => Assert.Equal(2, Program.Main(["/nonexistent/folder/output"]));

    [Theory]
    [InlineData("function av_frame_alloc")]
    [InlineData("av_frame_alloc()")]
    public void MemberList_LineOfNoKnownKind_IsNamed(string line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["members.txt"], $"# list\nav_frame_free\n{line}\n");

        BindingsException e = Assert.Throws<BindingsException>(() => MemberList.Read(folder["members.txt"]));

        Assert.Contains($"\"{line}\" is none of NAME, const NAME and type NAME", e.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("av_frame_aloc", "function av_frame_aloc")]
    [InlineData("type AVFrime", "type AVFrime")]
    public void Bindings_NameThatTheHeadersLack_IsNamed(string line, string named)
    {
        string? reason = HeaderTools.WhyNoGenerator();
        Skip.If(reason is not null, reason);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["members.txt"], line);

        BindingsException e = Assert.Throws<BindingsException>(() => new Bindings(Headers.Parse(), MemberList.Read(folder["members.txt"])));

        Assert.Equal($"The headers declare no {named}.", e.Message);
    }

    [Fact]
    public void Run_ToolIsNotInstalled_SaysWhatToInstall() => Assert.Contains(
        "install Debian's castxml, gcc", Assert.Throws<BindingsException>(() => Headers.Run("no-such-tool", "--version")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> CodeUnder(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Generated, StringComparison.Ordinal));

    [GeneratedRegex(@"\b(ffmpeg\.)?\w+")]
    private static partial Regex Word();

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
