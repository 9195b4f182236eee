using System.Reflection;

namespace GiftGrab;

/// <summary>Gathers what a sidecar tells from a target that has ended.</summary>
internal static class SidecarBuilder
{
    /// <summary>The version of this library, without that of its sources.</summary>
    public static string LibraryVersion =>
        typeof(VideoTarget).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Sidecar Of(VideoTarget target, Container container, DateTime? startTime, IAttachment? sound, Exception? failure)
    {
        TargetStatistics counts = target.Statistics;
        return new Sidecar
        {
            GiftGrabVersion = LibraryVersion,
            FFmpegVersion = Capabilities.FFmpegVersion,
            File = Path.GetFileName(target.Path!),
            Container = Containers.NameOf(container),
            FileSize = SizeOf(target),
            Parts = target.Parts.Count > 0 ? [.. target.Parts.Select(part => PartOf(part, target.Parts[0]))] : null,
            Sha256 = target.WantsChecksum && File.Exists(target.Path) ? FileChecksum.Of(target.Path) : null,
            TimestampFiles = [.. target.TimeFiles],
            StartTime = startTime ?? default,
            Duration = counts.Output.Duration / 1e9,
            Error = failure?.Message,
            Simulated = target.Source is ISimulated { IsSimulated: true } ? true : null,
            Video = VideoOf(target.Encoder, counts, target.VerifiedFrames) with
            {
                Gaps = target.Gaps,
                Missed = target.MissedFrames,
                Pauses = (target.Source as PictureFeed)?.Pauses.ToList() ?? [],
                PicturesChecksum = target.PicturesChecksum,
            },
            Audio = target.AudioEncoder is { Stream: { } stream } encoder ? AudioOf(encoder, stream, sound) with { Gaps = target.SoundGaps } : null,
        };
    }

    private static long SizeOf(VideoTarget target) => (target.Parts.Count > 0 ? target.Parts.Select(part => part.Path) : [target.Path!])
        .Where(File.Exists).Sum(path => new FileInfo(path).Length);

    private static SidecarPart PartOf(FilePart part, FilePart first) => new()
    {
        File = Path.GetFileName(part.Path),
        Width = (part.Width, part.Height) == (first.Width, first.Height) ? 0 : part.Width,
        Height = (part.Width, part.Height) == (first.Width, first.Height) ? 0 : part.Height,
        FirstFrame = part.FirstFrame,
        Frames = part.Frames,
        Start = part.Start / 1e9,
        Duration = part.Duration / 1e9,
    };

    private static SidecarVideo VideoOf(VideoEncoder encoder, TargetStatistics counts, long? verified)
    {
        VideoEncoderPlan plan = encoder.Plan!;
        return new SidecarVideo
        {
            Width = plan.Width,
            Height = plan.Height,
            FrameRate = $"{plan.FrameRate.Numerator}/{plan.FrameRate.Denominator}",
            Timing = plan.Timing,
            SourceFormat = plan.SourceFormat.Name,
            PixelFormat = plan.PixelFormat.Name,
            Color = encoder.Stream!.Color,
            Codec = CodecNames.NameOf(plan.Codec),
            Encoder = plan.Encoder,
            RateControl = plan.RateControl,
            Lossless = plan.IsLossless,
            Threads = plan.Threads,
            Settings = plan.Settings.ToDictionary(),
            Frames = counts.Output.VideoFrames,
            Received = counts.Received,
            Delivered = counts.Encoding.Frames,
            Dropped = counts.Dropped,
            DroppedRanges = counts.DroppedRanges,
            Verified = verified,
            Repeated = counts.Encoding.RepeatedFrames,
            Skipped = counts.Encoding.SkippedFrames,
            EveryNth = encoder.Options.EveryNth,
            Speed = encoder.Options.Speed,
            AdjustedTimestamps = counts.Encoding.AdjustedTimestamps,
        };
    }

    private static SidecarAudio AudioOf(AudioEncoder encoder, EncodedStream stream, IAttachment? sound) => new()
    {
        Codec = AudioCodecNames.NameOf(encoder.Codec),
        Encoder = stream.EncoderName,
        SampleRate = stream.SampleRate,
        Channels = stream.Channels,
        BitRate = encoder.Options.BitRate,
        Received = sound?.Received ?? 0,
        Dropped = sound?.Dropped ?? 0,
    };
}
