namespace GiftGrab.Tests.Errors;

public sealed class IOErrorsTests
{
    public static TheoryData<Action, string> Failures => new()
    {
        { () => File.WriteAllText("/nowhere/at/all/x", "x"), "its folder does not exist" },
        { () => File.OpenRead("/proc/x_1.mkv").Dispose(), "there is no such file" },
        { () => _ = new DriveInfo("/nowhere/at/all").AvailableFreeSpace, "its disk or folder is gone" },
        { () => File.WriteAllText($"/tmp/{new string('a', 300)}", "x"), "the name is too long" },
        { () => File.WriteAllText("/", "x"), "there is no permission" },
        { () => throw new ArgumentOutOfRangeException("value", "Specified file length was too large for the file system."), "specified file length was too large for the file system" },
        { () => throw new IOException("No space left on device : '/recordings/x.mkv'"), "no space left on device" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Describe_WhatTheSystemRefused_IsToldInPlainWordsWithoutThePath(Action fail, string words) =>
        Assert.Equal(words, IOErrors.Describe(Record.Exception(fail)!));
}
