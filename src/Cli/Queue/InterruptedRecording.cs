namespace GiftGrab.Cli;

/// <summary>An exact recording whose process was killed: what is there of it becomes the source of its job.</summary>
internal static class InterruptedRecording
{
    /// <summary>Mends the recording and says what it holds. May be done again after a kill.</summary>
    /// <returns>The job with the pictures that are there, and with the files of times that fit them.</returns>
    /// <exception cref="GiftGrabException">It holds no whole picture.</exception>
    public static JobSpec Mend(JobSpec spec)
    {
        if (!File.Exists(spec.Source))
        {
            throw new GiftGrabException($"{spec.Source} is not there: its recording was interrupted before the first picture, or it was removed.");
        }

        string sidecar = Sidecar.PathFor(spec.Source);
        if (!File.Exists(sidecar))
        {
            RecordingRepair.Repair(spec.Source, spec.Source, overwrite: true);
        }

        long frames = Sidecar.Read(sidecar).Video?.Frames ?? 0;
        return spec with
        {
            Frames = frames,
            Tsync = spec.Tsync is { } tsync && CountOf(tsync) >= frames ? tsync : null,
            TimeFiles = [.. spec.TimeFiles.Where(file => file.Kind == ManifestFileKind.Tsync && CountOf(file.Path) == frames)],
        };
    }

    private static long CountOf(string tsync)
    {
        try
        {
            return TsyncFile.Read(tsync).Entries.Count;
        }
        catch (GiftGrabException)
        {
            // It is torn before its first block.
            return 0;
        }
    }
}
