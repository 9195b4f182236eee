namespace GiftGrab;

/// <summary>Reads what files say of themselves, without decoding them.</summary>
public static class MediaInspector
{
    /// <summary>Reads a file of pictures or sound.</summary>
    /// <param name="path">A file of any container that FFmpeg reads.</param>
    /// <exception cref="VideoSourceException">The file is missing, unreadable, or neither; the sentence begins with
    /// "not a video:" and the path.</exception>
    public static MediaInfo Read(string path)
    {
        using Demuxer demuxer = MediaFile.Open(path);
        MediaStreamInfo[] streams = [.. demuxer.Streams.Select(stream => Describe(stream, demuxer.Duration))];
        return new MediaInfo
        {
            Path = path,
            Container = demuxer.Container,
            ContainerDescription = demuxer.ContainerDescription,
            Duration = ToTime(demuxer.Duration),
            StartTime = ToTime(demuxer.StartTime),
            BitRate = demuxer.BitRate,
            FileSize = new FileInfo(path).Length,
            Tags = demuxer.Tags,
            Streams = streams,
            Video = demuxer.Video is { } video ? streams[video.Index] as VideoStreamInfo : null,
            Audio = demuxer.Audio is { } audio ? streams[audio.Index] as AudioStreamInfo : null,
        };
    }

    private static MediaStreamInfo Describe(DemuxedStream stream, long? containerDuration)
    {
        MediaStreamInfo info = stream.KindName switch
        {
            "video" => new VideoStreamInfo
            {
                Kind = "video",
                Codec = stream.CodecName,
                Tags = stream.Tags,
                Width = stream.Width,
                Height = stream.Height,
                PixelFormat = stream.PixelFormat,
                Color = stream.Color,
                FrameRate = stream.RealFrameRate,
                AverageFrameRate = stream.AverageFrameRate,
                EstimatedFrameCount = EstimateFrames(stream, containerDuration),
            },
            "audio" => new AudioStreamInfo
            {
                Kind = "audio",
                Codec = stream.CodecName,
                Tags = stream.Tags,
                Format = new AudioFormat(stream.SampleRate, stream.Channels, stream.SampleFormat),
            },
            string other => new MediaStreamInfo { Kind = other, Codec = stream.CodecName, Tags = stream.Tags },
        };
        return info with
        {
            Index = stream.Index,
            Profile = stream.Profile,
            BitRate = stream.BitRate,
            Duration = ToTime(stream.Duration),
            FrameCount = stream.FrameCount > 0 ? stream.FrameCount : null,
        };
    }

    private static long EstimateFrames(DemuxedStream stream, long? containerDuration)
    {
        FrameRate rate = stream.AverageFrameRate.IsKnown ? stream.AverageFrameRate : stream.FrameRate;
        double seconds = (stream.Duration ?? containerDuration ?? 0) / 1e9;
        return stream.FrameCount > 0 ? stream.FrameCount : (long)Math.Round(seconds * rate.FramesPerSecond);
    }

    private static TimeSpan? ToTime(long? nanoseconds) =>
        nanoseconds is { } value ? TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick) : null;
}
