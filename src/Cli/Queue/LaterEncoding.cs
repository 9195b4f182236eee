namespace GiftGrab.Cli;

/// <summary>Tries what a job will do later, so that what cannot be is refused while somebody is there to read it.</summary>
internal static class LaterEncoding
{
    /// <summary>Opens the encoder that the job will open, for one picture of the source's shape.</summary>
    /// <param name="wanted">What the job makes.</param>
    /// <param name="source">What it is made of, or a source of the same shape; not started.</param>
    /// <param name="withSound">Whether the source's sound is kept.</param>
    /// <exception cref="VideoTargetException">It is not possible.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    public static void Require(OutputRequest wanted, VideoSource source, bool withSound)
    {
        RecordingOutput.Check(wanted, source, withSound ? source.Audio : null);
        if (source is { Width: > 0, Height: > 0, Format: { PlaneCount: > 0, IsHardware: false } })
        {
            using var encoder = new VideoEncoder(wanted.Codec, wanted.FrameRate ?? new FrameRate(30), wanted.Options.Video);
            using VideoFrame picture = VideoFrame.Create(source.Width, source.Height, source.Format);
            encoder.OnNext(picture);
        }
    }
}
