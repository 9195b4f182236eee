namespace GiftGrab.Tests.Verification;

[Collection("frames")]
public sealed class RecordingRepairTests : LeakChecked
{
    private static readonly SidecarFile Times = new("times.txt", ManifestFileKind.Timestamps);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mkv", Codec.Ffv1)]
    [InlineData("x.mp4", Codec.H264)]
    [InlineData("x.ts", Codec.H264)]
    public void Repair_OfARecordingThatWasCut_MakesAPlainFileOfItsWholePictures(string name, Codec codec)
    {
        DateTime begin = DateTime.UtcNow;
        string damaged = Interrupt(name, codec);
        byte[] before = File.ReadAllBytes(damaged);

        RepairedRecording repaired = RecordingRepair.Repair(damaged, _folder["good-" + name]);

        Assert.Equal(before, File.ReadAllBytes(damaged));
        Assert.InRange(repaired.Frames, 1, 299);
        string[] pictures = Ffmpeg.FrameHashes(damaged);
        Assert.InRange(repaired.Frames, pictures.Length - 1, pictures.Length);
        Assert.Equal(pictures[..(int)repaired.Frames], Ffmpeg.FrameHashes(repaired.Path));
        Assert.Equal(repaired.Frames, Ffmpeg.CountFrames(repaired.Path));
        Assert.Empty(Ffmpeg.Run("-i", repaired.Path, "-f", "null", "-"));
        Assert.All(
            RecordingVerifier.Verify(repaired.Path), check => Assert.True(check.Ok, $"{check.Name}: {check.Detail}"));
        var told = Sidecar.Read(Sidecar.PathFor(repaired.Path));
        Assert.Equal((Path.GetFileName(repaired.Path), repaired.Frames), (told.File, told.Video!.Frames));
        Assert.Contains("interrupted", told.Error, StringComparison.Ordinal);
        Assert.Equal((repaired.Frames, repaired.Frames), (told.Video.Received, told.Video.Delivered));
        Assert.InRange(told.StartTime, begin.AddSeconds(-told.Duration - 1), DateTime.UtcNow);
        Assert.Empty(Directory.GetFiles(_folder.Path, ".*"));
    }

    [Fact]
    public void Repair_InPlace_ReplacesTheDamagedFile()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        string[] pictures = Ffmpeg.FrameHashes(damaged);

        RepairedRecording repaired = RecordingRepair.Repair(damaged, damaged);

        Assert.Equal(damaged, repaired.Path);
        Assert.Equal(pictures[..(int)repaired.Frames], Ffmpeg.FrameHashes(damaged));
        Assert.InRange(repaired.Frames, pictures.Length - 1, pictures.Length);
    }

    [Fact]
    public void Repair_WhileAnotherProcessRepairsTheSame_LeavesItsDraftAlone()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        string draft = _folder[".y.mkv.repairing"];
        using (new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
        {
            Assert.Throws<GiftGrabException>(() => RecordingRepair.Repair(damaged, _folder["y.mkv"]));
        }

        Assert.True(File.Exists(draft));
    }

    [Fact]
    public void Repair_WhereTheSidecarsNameIsTaken_LeavesThatFileAlone()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        File.WriteAllText(_folder["y.mkv.json"], "notes");

        var refusal = Assert.Throws<VideoTargetException>(() => RecordingRepair.Repair(damaged, _folder["y.mkv"]));

        Assert.Contains(_folder["y.mkv.json"], refusal.Message, StringComparison.Ordinal);
        Assert.Equal("notes", File.ReadAllText(_folder["y.mkv.json"]));
        Assert.False(File.Exists(_folder["y.mkv"]));
    }

    [Fact]
    public void Repair_OfAFileThatIsWhatItsSidecarTells_IsRefused()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        string whole = RecordingRepair.Repair(damaged, _folder["whole.mkv"]).Path;
        string sidecar = Sidecar.PathFor(whole);
        (Sidecar.Read(sidecar) with { Error = null }).Write(sidecar);

        var refusal = Assert.Throws<GiftGrabException>(() => RecordingRepair.Repair(whole, _folder["y.mkv"]));

        Assert.Contains("needs no repair", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["whole.mkv", "whole.mkv.json", "x.mkv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Repair_OfAFileThatBecameShorterThanItsSidecarTells_SaysThatAndNotThatItWasInterrupted()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        string whole = RecordingRepair.Repair(damaged, _folder["whole.mkv"]).Path;
        string sidecar = Sidecar.PathFor(whole);
        (Sidecar.Read(sidecar) with { Error = null, TimestampFiles = [Times] }).Write(sidecar);
        using (FileStream file = File.OpenWrite(whole))
        {
            file.SetLength(file.Length * 2 / 3);
        }

        string mended = RecordingRepair.Repair(whole, _folder["y.mkv"]).Path;

        Sidecar told = Sidecar.Read(Sidecar.PathFor(mended));
        Assert.Contains("not what this sidecar told", told.Error, StringComparison.Ordinal);
        Assert.Empty(told.TimestampFiles);
    }

    [Fact]
    public void Repair_OfAFileThatHasAllItsPictures_NamesItsFilesOfTimesFromWhereItIs()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        string whole = RecordingRepair.Repair(damaged, _folder["whole.mkv"]).Path;
        string sidecar = Sidecar.PathFor(whole);
        (Sidecar.Read(sidecar) with { Error = "its index was cut off", TimestampFiles = [Times] }).Write(sidecar);
        Directory.CreateDirectory(_folder["mended"]);

        string mended = RecordingRepair.Repair(whole, _folder["mended/y.mkv"]).Path;

        Assert.Equal([Times with { File = "../times.txt" }], Sidecar.Read(Sidecar.PathFor(mended)).TimestampFiles);
    }

    [Fact]
    public void Repair_IntoAFolderThatTakesNoFiles_NamesTheNewFile()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);

        var refusal = Assert.Throws<VideoTargetException>(() => RecordingRepair.Repair(damaged, "/proc/y.mkv"));

        Assert.StartsWith("/proc/y.mkv cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_OfSomethingElse_ChangesNothing()
    {
        File.WriteAllText(_folder["x.mkv"], "no video");

        var refusal = Assert.Throws<GiftGrabException>(() => RecordingRepair.Repair(_folder["x.mkv"], _folder["y.mkv"]));

        Assert.Contains(_folder["x.mkv"], refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["x.mkv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Repair_IntoAnotherContainerOrOverAFile_IsRefused()
    {
        string damaged = Interrupt("x.mkv", Codec.Ffv1);
        File.WriteAllText(_folder["y.mkv"], "mine");

        Assert.Contains("another container", Assert.Throws<GiftGrabException>(() => RecordingRepair.Repair(damaged, _folder["y.mp4"])).Message, StringComparison.Ordinal);
        Assert.Contains("it exists", Assert.Throws<VideoTargetException>(() => RecordingRepair.Repair(damaged, _folder["y.mkv"])).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["y.mkv"]));
    }

    protected override void Release() => _folder.Dispose();

    /// <summary>What a killed process leaves: the file while it is written, without its last bytes.</summary>
    private string Interrupt(string name, Codec codec)
    {
        using var clip = new PacketClip(codec == Codec.Ffv1 ? Clips.Make(
            "long.mkv", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=30:d=10", "-c:v", "ffv1") : Clips.H264);
        var output = new FileOutput(_folder["live-" + name], options: new FileOutputOptions());
        clip.Attach(output);
        clip.Play(() =>
        {
            if (clip.Video.Position > 5_000_000_000 && !File.Exists(_folder[name]))
            {
                File.Copy(_folder["live-" + name], _folder[name]);
            }
        });
        output.Dispose();
        using FileStream file = File.OpenWrite(_folder[name]);
        file.SetLength(file.Length - 100);
        File.Delete(_folder["live-" + name]);
        return _folder[name];
    }
}
