namespace GiftGrab.Tests;

/// <summary>The command on a machine whose FFmpeg cannot be used.</summary>
public sealed class UnusableFFmpegTests : IDisposable
{
    private readonly TemporaryFolder _libraries = new();

    public UnusableFFmpegTests() =>
        Array.ForEach(["libavutil.so.57", "libavcodec.so.59", "libavformat.so.59"], name => File.WriteAllText(_libraries[name], "no library"));

    [Fact]
    public void Info_LibraryCannotBeLoaded_SaysWhatToInstall() =>
        Giftgrab.RunWithLibraries(_libraries.Path, "info", _libraries["libavutil.so.57"])
            .IsRefused(1, "libavutil.so.57 here cannot be loaded", "run apt-get install libavutil57.");

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    public void Run_NothingAskedOfFFmpeg_LoadsNothingOfIt(string option) =>
        Assert.Equal(0, Giftgrab.RunWithLibraries(_libraries.Path, option).ExitCode);

    public void Dispose() => _libraries.Dispose();
}
