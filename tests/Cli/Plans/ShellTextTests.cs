using System.Diagnostics;
using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class ShellTextTests
{
    [Theory]
    [InlineData("a/b-c_1.mp4")]
    [InlineData("test:640x360@30")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's $HOME `ls` \"!\" \\ *?")]
    [InlineData("two\nlines")]
    [InlineData("~/Ärzte;&|<>#(){}[]")]
    public void Quote_OfAnyWord_IsThatWordToAShell(string word)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf %s {ShellText.Quote(word)}"]) { RedirectStandardOutput = true })!;
        string read = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();

        Assert.Equal(word, read);
    }

    [Fact]
    public void Quote_OfAPlainWord_LeavesItAsItIs() => Assert.Equal("rtsp://camera:554/a=b,c+d%20.mp4", ShellText.Quote("rtsp://camera:554/a=b,c+d%20.mp4"));
}
