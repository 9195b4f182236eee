namespace GiftGrab.Cli;

/// <summary>Runs a recording for the commands that make one.</summary>
internal static class RecordingCommand
{
    public static int Run(RecordingRequest request, CommandOutput output)
    {
        GiftGrabLog.Factory = new MessageLoggerFactory(output, request.Report.Level);
        IRecordingReport report = request.Report.Json ? new JsonReport(output, request.Report) : new TextReport(output, request.Report);
        using var recording = new Recording(request, report, TimeProvider.System);
        return recording.Run();
    }
}
