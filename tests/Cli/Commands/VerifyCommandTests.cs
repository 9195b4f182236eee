namespace GiftGrab.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Verify_OfASlice_LooksAtThatOneAlone()
    {
        CommandResult record = Giftgrab.RunHere("record", Clips.H264, _folder["x.mkv"], "--codec", "ffv1", "--slice", "4s", "--sidecar", "-q");
        Assert.True(record.ExitCode == 0, record.Errors);
        File.WriteAllText(_folder["a.json"], "[]");

        CommandResult all = Giftgrab.RunHere("verify", _folder["x_1.mkv"]);
        CommandResult second = Giftgrab.RunHere("verify", _folder["x_2.mkv"]);
        using (FileStream file = File.OpenWrite(_folder["x_2.mkv"]))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Equal((0, 7), (all.ExitCode, all.Output.Trim().Split('\n').Length));
        Assert.Equal((0, 2), (second.ExitCode, second.Output.Trim().Split('\n').Length));
        Assert.Contains("x_2.mkv: expected 120, decoded 120", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, Giftgrab.RunHere("verify", _folder["x_1.mkv"]).ExitCode);
        Assert.Equal(1, Giftgrab.RunHere("verify", _folder["x_2.mkv"]).ExitCode);
        Assert.Equal(0, Giftgrab.RunHere("verify", _folder["x_3.mkv"]).ExitCode);
    }

    [Theory]
    [InlineData("yuyv422", "ffv1")]
    [InlineData("nv12", "ffv1")]
    [InlineData("rgb24", "ffv1")]
    [InlineData("bgr24", "ffvhuff")]
    [InlineData("bgr0", "ffv1")]
    [InlineData("yuyv422", "h264")]
    public void Verify_OfALosslessRecordingWhoseSourcePacksItsPictures_FindsThemAsTheyWere(string format, string codec)
    {
        CommandResult record = Giftgrab.RunHere(
            "record", $"test:96x64@30,format={format}", _folder["x.mkv"], "--codec", codec, "--lossless", "--sidecar", "--frames", "5", "--pace", "off", "-q");
        Assert.True(record.ExitCode == 0, record.Errors);

        CommandResult verify = Giftgrab.RunHere("verify", _folder["x.mkv"]);

        Assert.True(verify.ExitCode == 0, verify.Output);
        Assert.Contains("pictures", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhatIsNotThere_IsAMistakeOfUsage()
    {
        File.Copy(Clips.Short, _folder["x.mp4"]);

        Giftgrab.RunHere("verify", _folder["y.mp4"]).IsRefused(2, $"{_folder["y.mp4"]} does not exist");
        Giftgrab.RunHere("verify", _folder["x.mp4"]).IsRefused(2, $"{_folder["x.mp4"]} has no sidecar {_folder["x.mp4.json"]}", "--sidecar");
        Giftgrab.RunHere("verify", _folder["x.mp4"], "--sidecar", _folder["y.json"]).IsRefused(2, $"{_folder["y.json"]} does not exist");
    }

    [Fact]
    public void Repair_IntoAnotherContainer_IsAMistakeOfUsage()
    {
        File.Copy(Clips.Short, _folder["x.mp4"]);

        Giftgrab.RunHere("repair", _folder["x.mp4"], "-o", _folder["y.mkv"]).IsRefused(2, "is another container than");
        File.WriteAllText(_folder["notes.txt"], "no recording");
        Giftgrab.RunHere("repair", _folder["notes.txt"]).IsRefused(2, $"{_folder["notes.txt"]} cannot be repaired", ".mkv");
        Giftgrab.RunHere("repair", _folder["z.mp4"]).IsRefused(2, $"{_folder["z.mp4"]} does not exist");
    }

    public void Dispose() => _folder.Dispose();
}
