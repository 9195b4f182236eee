using System.Diagnostics;
using System.Text.Json;
using GiftGrab.Cli;

namespace GiftGrab.Tests.Queue;

/// <content>Recorders that were killed, or could not describe what they recorded.</content>
public sealed partial class QueueTests
{
    [Fact]
    public void Defer_SidecarCannotBeWritten_TheRecordingIsKeptAndEncoded()
    {
        using Process recorder = Giftgrab.Start(
            _folder.Path, "record", "test:160x120@30", "x.mp4", "--codec", "h264", "--defer", "--queue-file", Queue, "-t", "2s");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder["x.deferred.mkv"]), TimeSpan.FromMinutes(1)));
        Directory.CreateDirectory(_folder["x.deferred.mkv.json"]);
        CommandResult record = Giftgrab.Finish(recorder);
        Directory.Delete(_folder["x.deferred.mkv.json"]);

        CommandResult run = Run("run");

        Assert.Equal(1, record.ExitCode);
        Assert.DoesNotContain("nothing was recorded", record.Errors, StringComparison.Ordinal);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(["x.mp4"], Files());
        Assert.Equal(60, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Defer_RecorderIsKilled_TheQueueEncodesWhatIsThere(int seconds)
    {
        using Process recorder = Giftgrab.Start(
            _folder.Path, "record", "test:160x120@30", "x.mp4", "--codec", "h264", "--defer", "--queue-file", Queue, "--json", "--stats-interval", "100ms");
        Giftgrab.WaitFor(recorder, "progress", told => told.GetProperty("position").GetDouble() > seconds);
        Assert.Equal("Recording", State(1));
        recorder.Kill(entireProcessTree: true);
        Giftgrab.Finish(recorder);

        CommandResult run = Run("run");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("Finished", State(1));
        Assert.Equal(["x.mp4"], Files());
        Assert.InRange(Ffmpeg.CountFrames(_folder["x.mp4"]), (seconds - 1) * 30 + 1, 600);
    }

    [Fact]
    public void Defer_RecorderIsKilledBeforeAPicture_TheJobFailsWithTheReason()
    {
        Record(Clips.Short, "x.mp4", "--codec", "h264");
        using (var store = JobStore.Open(Queue))
        {
            store.Describe(1, store.Find(1).Spec with { Frames = null });
            store.Change(1, [JobState.Waiting], JobState.Recording);
        }

        File.Delete(_folder["x.deferred.mkv"]);

        Assert.Equal(1, Run("run").ExitCode);
        Assert.Contains("its recording was interrupted before the first picture", Error(1), StringComparison.Ordinal);
        Assert.Contains("Failed       -", Here("list").Output, StringComparison.Ordinal);
        Assert.Equal(0, Job(1).GetProperty("percent").GetDouble());
    }
}
