namespace GiftGrab;

/// <summary>A sidecar of what a file itself tells, where nobody else does.</summary>
internal static class RecoveredSidecar
{
    private const string Unknown = "unknown";

    /// <param name="path">The file.</param>
    /// <param name="container">Its container.</param>
    /// <param name="known">What was known before; it stays but for what the file tells better.</param>
    public static Sidecar Of(string path, Container container, Sidecar? known)
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

        Sidecar told = known ?? Empty(path, container);
        return told with
        {
            FileSize = new FileInfo(path).Length,
            Sha256 = null,
            Duration = (end - first) / 1e9,
            Error = told.Error ?? "The recording was interrupted; its file was repaired.",
            Video = (told.Video ?? VideoOf(pass.Video, format)) with { Frames = frames, PicturesChecksum = null, Verified = null },
            Audio = told.Audio ?? AudioOf(pass),
        };
    }

    private static Sidecar Empty(string path, Container container) => new()
    {
        GiftGrabVersion = SidecarBuilder.LibraryVersion,
        FFmpegVersion = Capabilities.FFmpegVersion,
        File = Path.GetFileName(path),
        Container = Containers.NameOf(container),
        FileSize = 0,
        StartTime = default,
        Duration = 0,
    };

    private static SidecarVideo VideoOf(DemuxedStream video, string format) => new()
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
        Frames = 0,
    };

    private static SidecarAudio? AudioOf(FramePass pass) => pass.Audio is not { } audio ? null : new SidecarAudio
    {
        Codec = audio.CodecName,
        Encoder = Unknown,
        SampleRate = audio.SampleRate,
        Channels = audio.Channels,
    };
}
