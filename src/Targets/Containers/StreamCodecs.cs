namespace GiftGrab;

/// <summary>Our codecs by FFmpeg's names of them.</summary>
internal static class StreamCodecs
{
    public static Codec? VideoOf(EncodedStream stream) => stream.CodecName switch
    {
        "mpeg4" => Codec.Xvid,
        "hevc" => Codec.Hevc,
        "vp9" => Codec.Vp9,
        "h264" => Codec.H264,
        "ffv1" => Codec.Ffv1,
        "av1" => Codec.Av1,
        "mjpeg" => Codec.Mjpeg,
        "rawvideo" => Codec.Raw,
        "ffvhuff" => Codec.FfvHuff,
        _ => null,
    };

    public static AudioCodec? AudioOf(EncodedStream stream) => stream.CodecName switch
    {
        "aac" => AudioCodec.Aac,
        "opus" => AudioCodec.Opus,
        "flac" => AudioCodec.Flac,
        "pcm_s16le" => AudioCodec.Pcm16,
        "pcm_s24le" => AudioCodec.Pcm24,
        "pcm_s32le" => AudioCodec.Pcm32,
        "pcm_f32le" => AudioCodec.PcmFloat,
        _ => null,
    };

    /// <summary>Refuses a stream that the container does not keep.</summary>
    /// <exception cref="VideoTargetException">It does not.</exception>
    public static void RequireLegal(Container container, EncodedStream stream, string subject)
    {
        if (stream.Kind == StreamKind.Video && VideoOf(stream) is { } video)
        {
            Containers.RequireLegal(container, video, subject);
            if (video == Codec.Raw)
            {
                Containers.RequireLegalRaw(container, stream.PixelFormat, subject);
            }
        }
        else if (stream.Kind == StreamKind.Audio && AudioOf(stream) is { } audio)
        {
            Containers.RequireLegal(container, audio, subject);
        }
        else
        {
            throw new VideoTargetException(
                $"{subject} cannot hold {stream.CodecName}; outputs write {CodecNames.Allowed} and {AudioCodecNames.Allowed}.");
        }
    }
}
