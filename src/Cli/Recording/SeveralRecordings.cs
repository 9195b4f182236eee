namespace GiftGrab.Cli;

/// <summary>Several sources recorded at once, each into a file of its own: all open before the first starts, and a signal ends all.</summary>
internal sealed class SeveralRecordings : IDisposable
{
    private readonly List<Recording> _recordings = [];
    private readonly IReadOnlyList<RecordingRequest> _requests;
    private readonly IRecordingReport _report;

    /// <summary>Opens them all; where one cannot be opened, none is left.</summary>
    /// <exception cref="VideoSourceException">A source cannot be opened.</exception>
    /// <exception cref="VideoTargetException">An output is not possible.</exception>
    public SeveralRecordings(IReadOnlyList<RecordingRequest> requests, IRecordingReport report, TimeProvider time)
    {
        _requests = requests;
        _report = report;
        try
        {
            foreach (RecordingRequest request in requests)
            {
                // The list of files is of all, and written once.
                _recordings.Add(new Recording(request with { Manifest = null }, report, time));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Records all to their ends.</summary>
    /// <returns>The gravest of their exit codes.</returns>
    /// <exception cref="VideoTargetException">The list of files cannot be written; the recordings are.</exception>
    public int Run()
    {
        var ends = new int[_recordings.Count];
        Thread[] threads = [.. _recordings.Select((recording, i) => new Thread(() => ends[i] = recording.Run()) { Name = $"recording {i + 1}" })];
        Array.ForEach(threads, thread => thread.Start());
        TellFirstFrames();
        Array.ForEach(threads, thread => thread.Join());
        _requests[0].Manifest?.Write(_recordings.SelectMany(recording => recording.Targets), _recordings.SelectMany(recording => recording.Snapshots));
        return Gravest(ends);
    }

    public void Dispose() => _recordings.ForEach(recording => recording.Dispose());

    private static int Gravest(int[] ends)
    {
        int[] order = [ExitCode.Failed, ExitCode.Usage, ExitCode.Interrupted, ExitCode.Dropped, ExitCode.Done];
        return Array.Find(order, ends.Contains);
    }

    private void TellFirstFrames()
    {
        _recordings.ForEach(recording => recording.WaitForFirstFrame());
        long[] first = [.. _recordings.Select(recording => recording.FirstFrame ?? 0)];
        if (first.Length > 1 && Array.TrueForAll(first, time => time != 0))
        {
            long earliest = first.Min();
            _report.FirstFrames(new FirstFramesEvent(
                "first-frames",
                (first.Max() - earliest) / 1e6,
                [.. _requests.Zip(first, (request, time) => new FirstFrameFact(Credentials.RedactAddress(request.Source.Address), (time - earliest) / 1e6))]));
        }
    }
}
