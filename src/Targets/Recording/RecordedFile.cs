namespace GiftGrab;

/// <summary>A file that a recording writes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Frames">Pictures, of a recording.</param>
/// <param name="Start">When it begins in the recording, in seconds, of a part.</param>
internal sealed record RecordedFile(string Path, ManifestFileKind Kind, long? Frames = null, double? Start = null)
{
    /// <summary>The files of a target, each recording before what belongs to it.</summary>
    public static IEnumerable<RecordedFile> Of(VideoTarget target, SplitFileOutput? split, VideoTargetOptions options)
    {
        foreach (RingRecording saved in target.Ring?.Recordings ?? [])
        {
            yield return new RecordedFile(saved.Path, ManifestFileKind.Recording, saved.Statistics.VideoFrames);
        }

        RecordedFile[] recordings = split is not null ? [.. split.Parts.Select(part => OfPart(part))]
            : target.Path is not null ? [new(target.Path, ManifestFileKind.Recording, target.Statistics.Output.VideoFrames)]
            : [];
        FileOutputOptions[] files = split is null ? [options.File] : [.. split.PartOptions];
        for (int i = 0; i < files.Length; i++)
        {
            if (i < recordings.Length)
            {
                yield return recordings[i];
            }

            if (i == 0 && options.Sidecar && target.Path is not null)
            {
                yield return new RecordedFile(Sidecar.PathFor(target.Path), ManifestFileKind.Sidecar);
            }

            if (files[i].TimestampFile is { } times)
            {
                yield return new RecordedFile(times, ManifestFileKind.Timestamps);
            }

            if (files[i].WallClockFile is { } clock)
            {
                yield return new RecordedFile(clock, ManifestFileKind.WallClock);
            }

            if (files[i].TsyncFile is { } tsync)
            {
                yield return new RecordedFile(tsync, ManifestFileKind.Tsync);
            }
        }

        foreach (FileOutput further in target.FurtherFiles)
        {
            yield return new RecordedFile(further.Path, ManifestFileKind.Recording, further.Statistics.VideoFrames);
        }
    }

    private static RecordedFile OfPart(FilePart part) => new(part.Path, ManifestFileKind.Recording, part.Frames, part.Start / 1e9);
}
