using System.Text.Json;

namespace GiftGrab.Tests.Recording;

public sealed class DataSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Record_OfTwoSourcesOfOneName_GivesEachItsOwnAndListsAll()
    {
        Directory.CreateDirectory(_folder["other"]);
        string other = _folder["other/short.mp4"];
        File.Copy(Clips.Short, other);

        CommandResult record = Giftgrab.Run("record", "-i", Clips.Short, "-i", other, "--dataset", _folder["set"], "--codec", "ffv1", "-q");

        Assert.True(record.ExitCode == 0, record.Errors);
        string day = Assert.Single(Directory.GetDirectories(_folder["set"]));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Path.GetFileName(day));
        string run = Assert.Single(Directory.GetDirectories(day));
        Assert.Equal(
            ["manifest.json", "short.mkv", "short.mkv.json", "short.tsync", "short_2.mkv", "short_2.mkv.json", "short_2.tsync"],
            Directory.GetFiles(run).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "manifest.json")));
        string[] listed = [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()!)];
        Assert.Equal(6, listed.Length);
        Assert.All(listed, file => Assert.True(File.Exists(Path.Combine(run, file))));
        Assert.Equal(TsyncFile.Read(Path.Combine(run, "short.tsync")).Header.Collection, TsyncFile.Read(Path.Combine(run, "short_2.tsync")).Header.Collection);
        Assert.Equal(0, Giftgrab.RunHere("verify", Path.Combine(run, "short_2.mkv")).ExitCode);
    }

    [Fact]
    public void Record_WithAnOutput_IsRefusedAndLeavesNoFolder()
    {
        Giftgrab.RunHere("record", Clips.Short, _folder["x.mkv"], "--dataset", _folder["set"]).IsRefused(2, "--dataset names the outputs itself");

        Assert.False(Directory.Exists(_folder["set"]));
    }

    [Fact]
    public void Record_WithChecksum_PutsItIntoTheSidecars()
    {
        CommandResult record = Giftgrab.RunHere("record", Clips.Short, "--dataset", _folder["set"], "--codec", "ffv1", "-q", "--checksum");

        Assert.True(record.ExitCode == 0, record.Errors);
        Assert.NotNull(Sidecar.Read(Assert.Single(Directory.GetFiles(_folder["set"], "short.mkv.json", SearchOption.AllDirectories))).Sha256);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Record_IntoNoFolder_IsRefused(string folder) =>
        Giftgrab.RunHere("record", Clips.Short, "--dataset", folder).IsRefused(2, $"--dataset \"{folder}\" is empty");

    [Fact]
    public void Record_OntoAFile_IsRefused()
    {
        File.WriteAllText(_folder["set"], "mine");

        Giftgrab.RunHere("record", Clips.Short, "--dataset", _folder["set"]).IsRefused(2, $"--dataset {_folder["set"]} is a file");
        Assert.Equal("mine", File.ReadAllText(_folder["set"]));
    }

    public void Dispose() => _folder.Dispose();
}
