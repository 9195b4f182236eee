namespace GiftGrab.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Command_WithANameThatIsNotUtf8_SaysSoAndWritesNoOtherFile()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunScript(folder.Path, $"{Giftgrab.ShellCommand} record test: $'\\xff.mp4' -t 1").IsRefused(2, "not UTF-8");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Run_WithoutArguments_ShowsTheOverviewAsAMistake()
    {
        CommandResult result = Giftgrab.Run();

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("Usage: giftgrab COMMAND", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithHelp_PrintsTheOverviewAsAResult()
    {
        CommandResult result = Giftgrab.Run("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Errors);
        Assert.Contains("Exit codes:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithVersion_PrintsIt() => Assert.Matches(@"^giftgrab \d+\.\d+\.\d+\n$", Giftgrab.Run("--version").Output);

    [Fact]
    public void Run_WithUnknownCommand_ListsTheCommands() =>
        Giftgrab.Run("plya").IsRefused(2, "\"plya\"", "record, convert, snapshot, info");

    [Fact]
    public void Run_WithUnknownOption_NamesIt() =>
        Giftgrab.Run("info", "--jsn", "clip.mp4").IsRefused(2, "--jsn", "giftgrab info --help");

    [Theory]
    [InlineData("--json=false", "--json takes no value, and was given \"false\"")]
    [InlineData("--json=1", "--json takes no value, and was given \"1\"")]
    public void Run_FlagWithAValue_IsRefused(string flag, string words) => Giftgrab.RunHere("info", Clips.Short, flag).IsRefused(2, words);

    [Theory]
    [InlineData("info was given an empty text for FILE", "info", "")]
    [InlineData("record was given an empty text for SOURCE OUTPUT...", "record", "", "x.mp4")]
    [InlineData("--config \"\" is empty; it needs a value: FILE", "presets", "--config", "")]
    [InlineData("--codec \"\" is empty; it needs a value: NAME", "record", "x.mp4", "--codec", "")]
    public void Run_NameThatIsEmpty_IsRefused(string words, params string[] arguments) => Giftgrab.RunHere(arguments).IsRefused(2, words);

    [Fact]
    public void Run_TextThatIsEmpty_IsTaken()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunHere("record", folder["x.mkv"], "--title", "", "--frames", "3", "-q");

        Assert.True(result.ExitCode == 0, result.Errors);
    }

    [Fact]
    public void Run_InAFolderThatWasRemoved_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunScript(folder.Path, $"mkdir gone && cd gone && rmdir ../gone && {Giftgrab.ShellCommand} record x.mp4 --frames 3")
            .IsRefused(1, "the current folder does not exist any more; change into one that does");
    }

    [Theory]
    [InlineData("recrod x.mp4", "(is record meant?)")]
    [InlineData("convert in.mp4 out.mp4 --qualty 20", "(is --quality meant?)")]
    [InlineData("convert in.mp4 out.mp4 --pre=fast", "(is --preset meant?)")]
    public void Run_WithAMistypedWord_AsksWhetherTheNearestIsMeant(string arguments, string question) =>
        Giftgrab.Run(arguments.Split(' ')).IsRefused(2, question);

    [Theory]
    [InlineData("qwertz x.mp4")]
    [InlineData("convert in.mp4 out.mp4 --qwertz 20")]
    public void Run_WithAWordThatNoneIsNear_AsksNothing(string arguments)
    {
        CommandResult result = Giftgrab.Run(arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("meant?", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help record", "record --help")]
    public void Help_AsACommand_IsThePageOfTheOption(string asked, string option)
    {
        CommandResult page = Giftgrab.Run(asked.Split(' '));

        Assert.Equal(0, page.ExitCode);
        Assert.Equal(Giftgrab.Run(option.Split(' ')).Output, page.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("presets")]
    public void Run_WithAFullDiskForItsResult_Fails(string arguments) =>
        Giftgrab.RunScript("/", $"{Giftgrab.ShellCommand} {arguments} >/dev/full").IsRefused(1, "standard output cannot be written: No space left on device");

    [Fact]
    public void Run_WithoutTheFile_SaysWhatIsMissing() =>
        Giftgrab.Run("info").IsRefused(2, "info needs FILE");
}
