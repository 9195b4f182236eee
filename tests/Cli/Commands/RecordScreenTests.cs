using System.Diagnostics;

namespace GiftGrab.Tests;

public sealed class RecordScreenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [XServerFact]
    public void Record_OfARegion_HasItsSizeRateAndLength()
    {
        using var server = new XServer(320, 240);

        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", "--screen", $"{server.Display}.0+10,10", "--size", "256x192", "--fps", "10", "--duration", "2", "part.mkv");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(["256", "192", "10/1"], Ffmpeg.ProbeVideo(_folder["part.mkv"], "width", "height", "r_frame_rate"));
        Assert.Equal(20, Ffmpeg.CountFrames(_folder["part.mkv"]));
    }

    [XServerFact]
    public void Record_ServerHangs_TheScreenIsLostAndTheClockEndsTheRecording()
    {
        using var server = new XServer(320, 240);
        using Process recorder = Giftgrab.Start(
            _folder.Path, "record", $"screen:{server.Display}", "x.mkv", "--fps", "10", "-t", "6s", "--stall", "500ms", "--while-lost", "no-signal", "--sidecar",
            "--json", "--stats-interval", "100ms");
        Giftgrab.WaitForFrames(recorder, 5);
        server.Signal("STOP");
        try
        {
            CommandResult result = Giftgrab.Finish(recorder);

            Assert.True(result.ExitCode == 0, result.Errors);
            SidecarGap gap = Assert.Single(Sidecar.Read(_folder["x.mkv.json"]).Video!.Gaps);
            Assert.Equal(6, gap.End, 0.06);

            // Ten a second at most, but for the half second in which nobody knew; when the server hung depends on the machine.
            double pictures = (gap.End - gap.Start) * 10;
            Assert.InRange(gap.Substitutes, Math.Max(1, (pictures / 4) - 3), pictures + 1);
            Assert.InRange(Ffmpeg.CountFrames(_folder["x.mkv"]), 5 + gap.Substitutes, 61);
        }
        finally
        {
            server.Signal("CONT");
        }
    }

    [XServerTheory]
    [InlineData("256x256 at 100,0", "320x240", "--screen", "{0}+100,0", "--size", "256x256", "x.mkv")]
    [InlineData("64x64 at -5,0", "320x240", "--screen", "{0}+-5,0", "--size", "64x64", "x.mkv")]
    [InlineData(":9999", "cannot be captured", "--screen", ":9999", "x.mkv")]
    public void Record_OfWhatIsNotThere_IsRefusedInOneLineAndLeavesNoFile(string word, string other, params string[] arguments)
    {
        using var server = new XServer(320, 240);

        CommandResult result = Giftgrab.RunIn(
            _folder.Path, ["record", .. arguments.Select(argument => argument.Replace("{0}", server.Display, StringComparison.Ordinal))]);

        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.Contains(other, line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Record_OfTwoSources_IsRefused() =>
        Giftgrab.RunHere("record", "-i", "test:", "--screen", ":0", "x.mkv").IsRefused(2, "test:", ":0");

    [Theory]
    [InlineData("256")]
    [InlineData("0x5")]
    [InlineData("axb")]
    public void Record_WithASizeThatIsNone_IsRefused(string size) =>
        Giftgrab.RunHere("record", "screen::0", "x.mkv", "--size", size).IsRefused(2, size, "WIDTHxHEIGHT");
}
