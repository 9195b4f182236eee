namespace GiftGrab.Tests.Verification;

[Collection("frames")]
public sealed class RecordingVerifierTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    private string Recording => _folder["x.mkv"];

    [Fact]
    public async Task Verify_OfAGoodRecording_PassesEveryCheck()
    {
        await RecordAsync(Clips.FlashAndBeep, Codec.Ffv1, new VideoEncoderOptions { Lossless = true });

        IReadOnlyList<VerificationCheck> checks = RecordingVerifier.Verify(Recording);

        Assert.All(checks, check => Assert.True(check.Ok, $"{check.Name}: {check.Detail}"));
        Assert.Equal(
            ["size", "checksum", "frames", "damage", "times", "pictures", "timestamps", "timestamps", "timestamps", "sound"],
            checks.Select(check => check.Name));
    }

    [Fact]
    public async Task Verify_OfACutRecording_SaysHowManyPicturesAreLeft()
    {
        await RecordAsync(Clips.Short, Codec.Ffv1);
        Cut(Recording, 2);

        Dictionary<string, VerificationCheck> failed = Failed();

        Assert.Equal(["size", "checksum", "frames", "timestamps"], failed.Keys);
        Assert.StartsWith("expected 30, decoded ", failed["frames"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithOneBitFlipped_FailsTheChecksums()
    {
        await RecordAsync(Clips.Short, Codec.Raw);
        using (FileStream file = File.Open(Recording, FileMode.Open))
        {
            file.Position = file.Length / 2;
            int value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 1));
        }

        Assert.Contains("checksum", Failed().Keys);
    }

    [Fact]
    public async Task Verify_WithAMissingOrShortFileOfTimes_NamesIt()
    {
        await RecordAsync(Clips.Short, Codec.Ffv1);
        File.Delete(_folder["x.tsync"]);
        Assert.Contains("x.tsync", Failed()["timestamps"].Detail, StringComparison.Ordinal);

        File.WriteAllText(_folder["x.pts"], "# timecode format v2\n0\n33\n");
        IReadOnlyList<VerificationCheck> checks = RecordingVerifier.Verify(Recording);
        Assert.Contains(checks, check => !check.Ok && check.Detail == "x.pts has 2 entries for 30 pictures");
    }

    [Fact]
    public async Task Verify_WithATimeThatDiffers_NamesThePicture()
    {
        await RecordAsync(Clips.Short, Codec.Ffv1);
        string[] lines = File.ReadAllLines(_folder["x.pts"]);
        lines[8] = "300.0";
        File.WriteAllLines(_folder["x.pts"], lines);

        Assert.Equal("x.pts has another time than the recording for picture 7", Failed()["timestamps"].Detail);
    }

    [Fact]
    public async Task Verify_OfAGapThatIsNone_Fails()
    {
        await RecordAsync(Clips.Short, Codec.Ffv1);
        string path = Sidecar.PathFor(Recording);
        var told = Sidecar.Read(path);
        var gap = new SidecarGap { Start = 0.2, End = 0.6, FirstFrame = 18, Reason = "unplugged" };
        (told with { Video = told.Video! with { Gaps = [gap] } }).Write(path);

        Assert.Contains("expected at most 0 pictures, found 11", Failed()["gaps"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfARecordingThatWasSplit_LooksIntoEveryFile()
    {
        using VideoSource source = VideoSourceFactory.Create(Clips.Short);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, Recording, source.FrameRate, new VideoTargetOptions { Sidecar = true, Split = new SplitOptions { Duration = TimeSpan.FromSeconds(0.4) } });
        source.Attach((IObserver<VideoFrame>)target);
        source.Start();
        await target.Completion;
        string sidecar = Directory.GetFiles(_folder.Path, "*.json").Single();
        var told = Sidecar.Read(sidecar);

        IReadOnlyList<VerificationCheck> checks = RecordingVerifier.Verify(Recording, sidecar);
        Assert.All(checks, check => Assert.True(check.Ok, $"{check.Name}: {check.Detail}"));
        Assert.Equal((2 * told.Parts!.Count) + 1, checks.Count);

        Cut(_folder[told.Parts[1].File], 2);
        Assert.Contains(RecordingVerifier.Verify(Recording, sidecar), check => !check.Ok && check.Detail.StartsWith($"{told.Parts[1].File}: expected 12", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_WithoutASidecar_SaysSo() =>
        Assert.Contains("cannot be read", Assert.Throws<GiftGrabException>(() => RecordingVerifier.Verify(Clips.Short)).Message, StringComparison.Ordinal);

    protected override void Release() => _folder.Dispose();

    private Dictionary<string, VerificationCheck> Failed() => RecordingVerifier.Verify(Recording)
        .Where(check => !check.Ok).DistinctBy(check => check.Name).ToDictionary(check => check.Name);

    private static void Cut(string path, int part)
    {
        using FileStream file = File.OpenWrite(path);
        file.SetLength(file.Length / part);
    }

    private async Task RecordAsync(string clip, Codec codec, VideoEncoderOptions? video = null)
    {
        using VideoSource source = VideoSourceFactory.Create(clip);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, Recording, source.FrameRate, new VideoTargetOptions
        {
            Video = video ?? new VideoEncoderOptions(),
            Sidecar = true,
            Checksum = true,
            MaxFrames = 60,
            File = new FileOutputOptions { TimestampFile = _folder["x.pts"], WallClockFile = _folder["x.utc"], TsyncFile = _folder["x.tsync"] },
        });
        source.Attach((IObserver<VideoFrame>)target);
        source.Audio?.Attach((IObserver<AudioFrame>)target);
        source.Start();
        await target.Completion;
    }
}
