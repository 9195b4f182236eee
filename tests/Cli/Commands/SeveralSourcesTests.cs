using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class SeveralSourcesTests
{
    [Fact]
    public void TwoCards_RecordedAtOnce_TellHowFarApartTheyBegan()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "-i", "sim:160x120@30", "-i", "sim:320x240@30", "-o", "a.mkv", "-o", "b.mkv", "--frames", "20", "--json", "--manifest", "all.json");

        JsonElement first = Events(result, "first-frames").Single();
        result.HasRecorded();
        Assert.Equal((20, 20), (Ffmpeg.CountFrames(folder["a.mkv"]), Ffmpeg.CountFrames(folder["b.mkv"])));
        Assert.Equal(["320", "240"], Ffmpeg.ProbeVideo(folder["b.mkv"], "width", "height"));
        double[] after = [.. first.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("afterMs").GetDouble())];
        Assert.Equal(2, after.Length);
        Assert.Equal(0, after.Min());
        Assert.Equal(first.GetProperty("spreadMs").GetDouble(), after.Max());
        Assert.Equal(2, Events(result, "finished").Count());
        Assert.Equal(
            ["sim:160x120@30", "sim:320x240@30"],
            Events(result, "source-state").Select(change => change.GetProperty("address").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("b.mkv", File.ReadAllText(folder["all.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_SomeOfTheSources_RecordsNoOther()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "-i", "sim:160x120@30", "-i", "sim:192x128@30", "-i", "sim:320x240@30", "a.mkv", "b.mkv", "c.mkv", "--only", "3,1", "--frames", "5");

        result.HasRecorded();
        Assert.Equal(["a.mkv", "c.mkv"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["320", "240"], Ffmpeg.ProbeVideo(folder["c.mkv"], "width", "height"));
    }

    [Fact]
    public void OneDeadSource_LeavesNoFileOfTheOther()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "-i", "sim:160x120@30", "-i", "missing.mp4", "a.mkv", "b.mkv");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("missing.mp4", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("-i sim: -i sim: a.mkv", "2 sources by --input and 1 outputs")]
    [InlineData("-i sim: -i sim: a.mkv b.mkv --only 3", "allowed are 1 to 2")]
    [InlineData("-i sim: -i sim: a.mkv b.mkv --only 1,x", "\"x\"")]
    [InlineData("-i sim: -i sim: a.mkv a.mkv", "a.mkv")]
    public void Record_WhatDoesNotGoTogether_IsRefused(string options, string words) =>
        Giftgrab.RunHere(["record", .. options.Split(' ')]).IsRefused(2, words);

    private static IEnumerable<JsonElement> Events(CommandResult result, string name) => result.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(one => one.GetProperty("event").GetString() == name);
}
