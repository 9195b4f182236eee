namespace GiftGrab.Cli;

/// <summary>Tells a recording as JSON events, one a line on standard output.</summary>
internal sealed class JsonReport(CommandOutput output, ReportRequest request) : IRecordingReport
{
    public TimeSpan? Interval => request.Interval ?? TimeSpan.FromSeconds(1);

    public void NotBegun(ErrorEvent failure)
    {
        output.Result(CliJson.Line(failure, CliJson.Readable.ErrorEvent));
        output.Message(failure.Message);
    }

    public void Started(StartedEvent started) => output.Result(CliJson.Line(started, CliJson.Readable.StartedEvent));

    public void Progress(ProgressEvent progress) => output.Result(CliJson.Line(progress, CliJson.Readable.ProgressEvent));

    public void Warning(string message) =>
        output.Result(CliJson.Line(new WarningEvent("warning", Credentials.Redact(message)), CliJson.Readable.WarningEvent));

    public void SourceState(SourceStateEvent change) => output.Result(CliJson.Line(change, CliJson.Readable.SourceStateEvent));

    public void FirstFrames(FirstFramesEvent first) => output.Result(CliJson.Line(first, CliJson.Readable.FirstFramesEvent));

    public void Snapshot(SnapshotEvent snapshot) => output.Result(CliJson.Line(snapshot, CliJson.Readable.SnapshotEvent));

    public void OutputFailed(OutputFailedEvent failed)
    {
        output.Result(CliJson.Line(failed with { Message = Credentials.Redact(failed.Message) }, CliJson.Readable.OutputFailedEvent));
        output.Message(failed.Message);
    }

    public void Answer(string line) => output.Result(line);

    public void Finished(FinishedEvent finished)
    {
        output.Result(CliJson.Line(finished, CliJson.Readable.FinishedEvent));
        if (finished.Error is { } error)
        {
            output.Message(error);
        }
    }
}
