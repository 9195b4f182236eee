namespace GiftGrab.Cli;

/// <summary>Runs a recording for the commands that make one.</summary>
internal static class RecordingCommand
{
    public static int Run(RecordingRequest request, CommandOutput output)
    {
        using var recording = new Recording(request, Prepare(request.Report, output), TimeProvider.System);
        return recording.Run();
    }

    /// <summary>Records several sources at once.</summary>
    public static int Run(IReadOnlyList<RecordingRequest> requests, CommandOutput output)
    {
        using var recordings = new SeveralRecordings(requests, Prepare(requests[0].Report, output), TimeProvider.System);
        return recordings.Run();
    }

    /// <summary>Records sound alone.</summary>
    public static int Run(SoundRequest request, CommandOutput output)
    {
        GiftGrabLog.Factory = new MessageLoggerFactory(output, request.Report.Level, request.Report.Json);
        using var recording = new SoundRecording(request, new SoundReport(output, request.Report), TimeProvider.System);
        return recording.Run();
    }

    private static IRecordingReport Prepare(ReportRequest request, CommandOutput output)
    {
        GiftGrabLog.Factory = new MessageLoggerFactory(output, request.Level, request.Json);
        return request.Json ? new JsonReport(output, request) : new TextReport(output, request);
    }
}
