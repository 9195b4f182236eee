namespace GiftGrab;

/// <summary>A sidecar of what a file itself tells, where nobody else does.</summary>
internal static class RecoveredSidecar
{
    private const string Unknown = "unknown";

    private const string WithoutSidecar =
        "There was no sidecar, as of a recording that was interrupted: this one tells what the repaired file holds, and its start time is reckoned from the file's own times.";

    private const string Repaired = "The file was not what this sidecar told of it, and was repaired.";

    /// <param name="path">The file.</param>
    /// <param name="container">Its container.</param>
    /// <param name="interrupted">The file that it was made of.</param>
    /// <param name="known">What was known before; it stays but for what the file tells better.</param>
    public static Sidecar Of(string path, Container container, string interrupted, Sidecar? known)
    {
        using FramePass pass = FramePass.Open(path, withSound: true);
        long frames = 0;
        (long first, long end) = (0, 0);
        string format = Unknown;
        while (pass.Next() is { } frame)
        {
            using (frame)
            {
                first = frames++ == 0 ? frame.Timestamp : first;
                end = frame.Timestamp + frame.Duration;
                format = frame.Format.Name;
            }
        }

        double duration = (end - first) / 1e9;
        Sidecar told = known ?? Empty(path, container, BeginOf(interrupted, duration));
        return told with
        {
            FileSize = new FileInfo(path).Length,
            Sha256 = null,
            Duration = duration,
            Error = told.Error ?? (known is null ? WithoutSidecar : Repaired),

            // Each tells of as many pictures as there were.
            TimestampFiles = told.Video?.Frames == frames ? told.TimestampFiles : [],
            Video = (told.Video ?? VideoOf(pass.Video, format, frames)) with { Frames = frames, PicturesChecksum = null, Verified = null },
            Audio = told.Audio ?? AudioOf(pass),
        };
    }

    // A copy is younger than its recording, and may still have the time of the last picture that was written.
    private static DateTime BeginOf(string path, double seconds)
    {
        (DateTime made, DateTime ended) = (File.GetCreationTimeUtc(path), File.GetLastWriteTimeUtc(path));
        return made < ended.AddSeconds(-seconds) ? made : ended.AddSeconds(-seconds);
    }

    private static Sidecar Empty(string path, Container container, DateTime startTime) => new()
    {
        GiftGrabVersion = SidecarBuilder.LibraryVersion,
        FFmpegVersion = Capabilities.FFmpegVersion,
        File = Path.GetFileName(path),
        Container = Containers.NameOf(container),
        FileSize = 0,
        StartTime = startTime,
        Duration = 0,
    };

    // How many came beyond those in the file, nobody knows.
    private static SidecarVideo VideoOf(DemuxedStream video, string format, long frames) => new()
    {
        Width = video.Width,
        Height = video.Height,
        FrameRate = $"{video.FrameRate.Numerator}/{video.FrameRate.Denominator}",
        SourceFormat = Unknown,
        PixelFormat = format,
        Color = video.Color,
        Codec = video.CodecName,
        Encoder = Unknown,
        RateControl = Unknown,
        Lossless = false,
        Frames = frames,
        Received = frames,
        Delivered = frames,
    };

    private static SidecarAudio? AudioOf(FramePass pass) => pass.Audio is not { } audio ? null : new SidecarAudio
    {
        Codec = audio.CodecName,
        Encoder = Unknown,
        SampleRate = audio.SampleRate,
        Channels = audio.Channels,
    };
}
