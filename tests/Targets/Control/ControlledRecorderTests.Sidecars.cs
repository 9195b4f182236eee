namespace GiftGrab.Tests.Control;

/// <content>What the sidecar and the results tell.</content>
public sealed partial class ControlledRecorderTests
{
    [Theory]
    [InlineData(PauseGap.Keep)]
    [InlineData(PauseGap.Close)]
    public async Task Pause_WithASidecar_IsToldThereAndVerified(PauseGap gap)
    {
        using ControlledRecorder recorder = Attach(
            new ControlledRecorderOptions { PauseGap = gap }, new VideoTargetOptions { Sidecar = true });
        _source.Emit(3);
        recorder.Start();
        _source.Emit(30);
        recorder.Pause();
        _source.Emit(60);
        recorder.Start();
        _source.Emit(30);
        recorder.Stop();
        _source.End();
        await recorder.Completion;

        string file = _folder["film_sec1.mkv"];
        SidecarPause pause = Assert.Single(Sidecar.Read(Sidecar.PathFor(file)).Video!.Pauses);
        Assert.Equal((93L, 60L, gap == PauseGap.Close), (pause.FirstFrame, pause.Skipped, pause.IsClosed));
        Assert.Equal(1, pause.Start, 0.001);
        Assert.Equal(3, pause.End, 0.001);
        Assert.All(RecordingVerifier.Verify(file), check => Assert.True(check.Ok, check.Detail));
    }

    [Fact]
    public async Task Stop_OfASplitSection_NamesThePartThatEnds()
    {
        var options = new VideoTargetOptions { Split = new SplitOptions { Duration = TimeSpan.FromSeconds(1) } };
        using ControlledRecorder recorder = Attach(options: options);
        recorder.Start();
        _source.Emit(75);
        ControlResult stop = recorder.Stop();
        await stop.Section!.Completion;
        _source.End();
        await recorder.Completion;

        Assert.Equal([_folder["film_sec1_3.mkv"]], stop.Section.NewestFiles);
        Assert.Equal(
            [_folder["film_sec1_1.mkv"], _folder["film_sec1_2.mkv"], _folder["film_sec1_3.mkv"]], stop.Section.Files);
    }
}
