using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class TsyncCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Dump_OfARecording_PrintsFramesAndMicroseconds()
    {
        CommandResult record = Giftgrab.Run(
            "record", Clips.VariableRate, _folder["x.mkv"], "--codec", "ffv1", "--tsync", _folder["x.tsync"], "--manifest", _folder["run.json"], "-q");
        Assert.Equal(0, record.ExitCode);

        CommandResult text = Giftgrab.RunHere("tsync", "dump", _folder["x.tsync"]);
        JsonElement json = Giftgrab.RunHere("tsync", "dump", _folder["x.tsync"], "--json").Json;

        string[] lines = text.Output.TrimEnd().Split('\n');
        Assert.Equal("frame,µs", lines[0]);
        double[] times = Ffmpeg.FrameTimes(_folder["x.mkv"]);
        Assert.Equal(60, lines.Length - 1);
        Assert.All(lines[1..].Zip(times), pair => Assert.Equal(pair.Second, double.Parse(pair.First.Split(',')[1]) / 1e6, 0.001));
        Assert.Equal("giftgrab", json.GetProperty("module").GetString());
        Assert.Equal(60, json.GetProperty("entries").GetArrayLength());
        Assert.Contains("\"Tsync\"", File.ReadAllText(_folder["run.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Dump_OfADamagedFile_NamesTheDamageAndFails()
    {
        Giftgrab.Run("record", Clips.Short, _folder["x.mkv"], "--codec", "ffv1", "--tsync", _folder["x.tsync"], "-q");
        using (FileStream file = File.OpenWrite(_folder["x.tsync"]))
        {
            file.SetLength(file.Length - 8);
        }

        CommandResult result = Giftgrab.RunHere("tsync", "dump", _folder["x.tsync"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"giftgrab: {_folder["x.tsync"]}: truncated in block 1", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void Dump_OfSomethingElse_SaysBadMagic() =>
        Giftgrab.RunHere("tsync", "dump", Clips.Short).IsRefused(1, "bad magic");

    [Fact]
    public void Dump_OfAMissingFile_NamesIt() =>
        Giftgrab.RunHere("tsync", "dump", _folder["x.tsync"]).IsRefused(2, $"{_folder["x.tsync"]} does not exist");

    [Fact]
    public void Tsync_WithAnotherAction_SaysWhatIsAllowed() =>
        Giftgrab.RunHere("tsync", "play", "x").IsRefused(2, "\"play\"", "allowed is dump");

    public void Dispose() => _folder.Dispose();
}
