namespace GiftGrab.Tests;

public sealed class CommandLineTests
{
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

    [Fact]
    public void Run_WithoutTheFile_SaysWhatIsMissing() =>
        Giftgrab.Run("info").IsRefused(2, "info needs FILE");
}
