using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class SnapshotCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Snapshot_AtATime_IsThatPicture()
    {
        CommandResult result = Giftgrab.Run("snapshot", Clips.Rgb, _folder["look.png"], "--at", "1s");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(_folder["look_1.png"], result.Output.Trim());
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Rgb, "rgb24")[30], Ffmpeg.FrameHashes(_folder["look_1.png"], "rgb24")[0]);
    }

    [Fact]
    public void Snapshot_EverySecondOfTenSeconds_TenNames()
    {
        CommandResult result = Giftgrab.Run("snapshot", Clips.H264, _folder["look_{date}_{time}.jpg"], "--snapshot-every", "1s", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(10, Events(result).Select(line => line.GetProperty("path").GetString()).Distinct().Count());
        Assert.Equal(10, Directory.GetFiles(_folder.Path, "look_*.jpg").Length);
    }

    [Fact]
    public void Snapshot_WithoutOptions_IsOnePicture()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "snapshot", Clips.Short);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.StartsWith("snapshot_", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.Path, "*.jpg"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshot_BehindTheEnd_SaysThatNothingCame() =>
        Giftgrab.Run("snapshot", Clips.Short, _folder["look.png"], "--at", "1h").IsRefused(1, "no snapshot at 3600 s: the source ended before");

    [Fact]
    public void Snapshot_OneOfTwoBehindTheEnd_KeepsTheOtherAndFails()
    {
        CommandResult result = Giftgrab.Run("snapshot", Clips.Short, _folder["look.png"], "--at", "0.1s", "--at", "1h");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("giftgrab: no snapshot at 3600 s: the source ended before", Assert.Single(result.ErrorLines));
        Assert.True(File.Exists(_folder["look_1.png"]));
    }

    [Fact]
    public void Snapshot_AsManyAsWereCounted_MissesNone()
    {
        CommandResult result = Giftgrab.Run("snapshot", Clips.Short, _folder["look.png"], "--at", "0.1s", "--at", "1h", "--count", "1");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("--every", "0", "above 0")]
    [InlineData("--at", "-1", "time of a snapshot")]
    [InlineData("--count", "0", "whole number from 1")]
    [InlineData("--quality", "101", "from 1 to 100")]
    public void Snapshot_ValueOutOfRange_IsRefused(string option, string value, string says) =>
        Giftgrab.RunHere("snapshot", Clips.Short, _folder["look.png"], option, value).IsRefused(2, says);

    [Fact]
    public void Record_SnapshotsBesideIt_BothAreWhole()
    {
        CommandResult result = Giftgrab.Run(
            "record", Clips.H264, _folder["film.mkv"], "--snapshot-every", "1s", "--snapshot-at", "2.5s", "--codec", "ffv1", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["film.mkv"]));
        Assert.Equal(11, Directory.GetFiles(_folder.Path, "film_*.jpg").Length);
        Assert.Equal(11, Events(result).Last().GetProperty("snapshots").GetProperty("saved").GetInt64());
    }

    [Fact]
    public void Record_ThatEndsBeforeASnapshot_SaysSo()
    {
        CommandResult result = Giftgrab.Run(
            "record", "test:320x240@30,pace=off", _folder["film.mkv"], "--snapshot-at", "0.5s", "--snapshot-at", "3.5s", "--duration", "1s", "--codec", "ffv1");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("no snapshot at 3.5 s: the recording ended before", result.Errors, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.jpg"));
    }

    [Fact]
    public void Record_ForATime_KeepsNoSnapshotBeyondIt()
    {
        CommandResult result = Giftgrab.Run(
            "record", "test:320x240@30,pace=off", _folder["film.mkv"], "--snapshot-every", "1s", "--duration", "3s", "--codec", "ffv1");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.jpg").Length);
    }

    [Fact]
    public void Record_SomeFrames_KeepsNoSnapshotBeyondThem()
    {
        CommandResult record = Giftgrab.RunHere(
            "record", Clips.H264, _folder["x.mkv"], "--frames", "60", "--snapshot-every", "500ms", "--snapshots", _folder["p_{index}.png"]);

        Assert.True(record.ExitCode == 0, record.Errors);
        Assert.Equal(["p_1.png", "p_2.png", "p_3.png", "p_4.png"], Directory.GetFiles(_folder.Path, "*.png").Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("snapshot CLIP look.jpg --count 3", "--count 3 needs --every")]
    [InlineData("snapshot CLIP look.jpg --at 1s --at 4s -t 2s", "--at 4s is not before --duration 2s")]
    [InlineData("snapshot CLIP look.png --quality 50", "--quality 50 is for JPEGs, and look.png is none")]
    [InlineData("record CLIP x.mkv --snapshot-every 1s --snapshots look.png --snapshot-quality 50", "--snapshot-quality 50 is for JPEGs")]
    public void Snapshot_WithAnOptionThatWouldDoNothing_IsRefused(string line, string words)
    {
        Giftgrab.RunIn(_folder.Path, [.. line.Split(' ').Select(word => word == "CLIP" ? Clips.Short : word)]).IsRefused(2, words);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Record_SnapshotNameAlone_AsksWhen() =>
        Giftgrab.RunHere("record", Clips.Short, _folder["x.mkv"], "--snapshots", "look.png").IsRefused(2, "--snapshot-every");

    [Fact]
    public void Record_EveryTenth_ThirtyFrames()
    {
        Assert.Equal(0, Giftgrab.Run("record", Clips.H264, _folder["x.mkv"], _folder["y.mp4"], "--every", "1", "--every", "10").ExitCode);

        Assert.Equal(300, Ffmpeg.CountFrames(_folder["x.mkv"]));
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["y.mp4"]));
    }

    [Fact]
    public void Record_SpeedTwenty_HalfASecondAtTheUsualRateWithoutSound()
    {
        CommandResult result = Giftgrab.Run("record", Clips.FlashAndBeep, _folder["x.mp4"], "--speed", "20", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(15, Ffmpeg.CountFrames(_folder["x.mp4"]));
        Assert.Equal(0.5, Events(result).Last().GetProperty("outputs")[0].GetProperty("duration").GetDouble(), 0.02);
    }

    [Theory]
    [InlineData("--every", "0")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "fast")]
    public void Record_LapseOutOfRange_IsRefused(string option, string value) =>
        Giftgrab.RunHere("record", Clips.Short, _folder["x.mkv"], option, value).IsRefused(2, "allowed");

    private static JsonElement[] Events(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
