using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>A block of sound: a reference-counted view of pooled native memory.</summary>
/// <remarks>Valid while <c>OnNext</c> runs; <see cref="Retain"/> keeps it longer. It is read-only once published.</remarks>
public sealed unsafe class AudioFrame : MediaUnit
{
    private static readonly UnitPool<AudioFrame> Pool = new(() => new AudioFrame());

    private AudioFrame()
    {
    }

    /// <summary>Samples a second and channel, in hertz.</summary>
    public int SampleRate => Held.Pointer->sample_rate;

    /// <summary>How many channels there are.</summary>
    public int Channels => Held.Pointer->ch_layout.nb_channels;

    /// <summary>FFmpeg's name of the sample format.</summary>
    public string SampleFormat => SampleFormats.NameOf((AVSampleFormat)Held.Pointer->format);

    /// <summary>Samples of each channel in this block.</summary>
    public int SampleCount => Held.Pointer->nb_samples;

    internal NativeFrame Native { get; } = new();

    private NativeFrame Held
    {
        get
        {
            EnsureHeld();
            return Native;
        }
    }

    /// <summary>Makes a block of sound for writing, with silence in it. Dispose it.</summary>
    /// <param name="format">How it is sampled.</param>
    /// <param name="sampleCount">Samples of each channel, 1 and up.</param>
    /// <exception cref="GiftGrabException">The format or count is not possible.</exception>
    public static AudioFrame Create(AudioFormat format, int sampleCount)
    {
        AVSampleFormat native = SampleFormats.Find(format.SampleFormat);
        AudioFrame frame = Rent();
        try
        {
            AVFrame* pointer = frame.Native.Pointer;
            pointer->format = (int)native;
            pointer->sample_rate = format.SampleRate;
            pointer->nb_samples = sampleCount;
            ffmpeg.av_channel_layout_default(&pointer->ch_layout, format.Channels);
            FFmpegError.Check(ffmpeg.av_frame_get_buffer(pointer, 0), nameof(ffmpeg.av_frame_get_buffer), $"Sound of {sampleCount} samples in {format}");
            ffmpeg.av_samples_set_silence(pointer->extended_data, 0, sampleCount, format.Channels, native);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        return frame;
    }

    /// <summary>How long its samples sound at its rate, in nanoseconds.</summary>
    internal long SampledLength => SampleCount * 1_000_000_000L / SampleRate;

    /// <summary>Keeps the block beyond <c>OnNext</c>: takes a reference that <see cref="MediaUnit.Dispose"/> gives back.</summary>
    /// <returns>The block itself.</returns>
    public AudioFrame Retain()
    {
        AddReference();
        return this;
    }

    /// <summary>The bytes of a plane: all channels interleaved for a packed format, one channel for a planar one.</summary>
    /// <param name="plane">0 for packed formats, else the channel.</param>
    /// <returns>Valid as long as the block is held.</returns>
    public ReadOnlySpan<byte> GetPlane(int plane) => Bytes(plane);

    /// <summary>A copy of a plane's bytes, for languages that have no spans.</summary>
    /// <param name="plane">0 for packed formats, else the channel.</param>
    public byte[] ToArray(int plane) => Bytes(plane).ToArray();

    /// <summary>The same samples, not copied, as a block of another time. Dispose it.</summary>
    /// <param name="timestamp">Nanoseconds since the source's start.</param>
    internal AudioFrame ShareAt(long timestamp)
    {
        EnsureHeld();
        AudioFrame result = Rent();
        try
        {
            FFmpegError.Check(ffmpeg.av_frame_ref(result.Native.Pointer, Native.Pointer), nameof(ffmpeg.av_frame_ref), "A block of sound");
        }
        catch
        {
            result.Dispose();
            throw;
        }

        result.CopyIdentityFrom(this);
        result.Timestamp = timestamp;
        return result;
    }

    /// <summary>A copy of a part of the block. Dispose it.</summary>
    /// <param name="from">The first sample of each channel.</param>
    /// <param name="count">Samples of each channel.</param>
    /// <param name="shift">Nanoseconds by which it is moved forward.</param>
    internal AudioFrame Slice(int from, int count, long shift)
    {
        AudioFrame result = Create(new AudioFormat(SampleRate, Channels, SampleFormat), count);
        int planes = ffmpeg.av_sample_fmt_is_planar((AVSampleFormat)Native.Pointer->format) != 0 ? Channels : 1;
        for (int plane = 0; plane < planes; plane++)
        {
            Span<byte> samples = Bytes(plane);
            int size = samples.Length / SampleCount;
            samples.Slice(from * size, count * size).CopyTo(result.Bytes(plane));
        }

        result.CopyIdentityFrom(this);
        result.Timestamp += (from * 1_000_000_000L / SampleRate) - shift;
        result.Duration = count * 1_000_000_000L / SampleRate;
        return result;
    }

    internal static AudioFrame Rent()
    {
        AudioFrame frame = Pool.Rent();
        frame.Activate();
        return frame;
    }

    /// <summary>Says how many samples of each channel of a block that is not published yet are used.</summary>
    internal void SetSampleCount(int count) => Held.Pointer->nb_samples = count;

    /// <summary>Gives a block whose samples somebody else views memory of its own again.</summary>
    internal void MakeWritable() => FFmpegError.Check(
        ffmpeg.av_frame_make_writable(Held.Pointer), nameof(ffmpeg.av_frame_make_writable), "A block of sound");

    /// <summary>The bytes of a plane of a block that is not published yet.</summary>
    internal Span<byte> Bytes(int plane)
    {
        AVFrame* native = Held.Pointer;
        var format = (AVSampleFormat)native->format;
        bool planar = ffmpeg.av_sample_fmt_is_planar(format) != 0;
        int planes = planar ? Channels : 1;
        if ((uint)plane >= (uint)planes)
        {
            throw new ArgumentOutOfRangeException(nameof(plane), plane, $"There is no plane {plane}; allowed are 0 to {planes - 1}.");
        }

        int bytes = ffmpeg.av_get_bytes_per_sample(format) * native->nb_samples * (planar ? 1 : Channels);
        return new Span<byte>(native->extended_data[plane], bytes);
    }

    private protected override void Recycle()
    {
        Native.Clear();
        ClearIdentity();
        Pool.Return(this);
    }
}
