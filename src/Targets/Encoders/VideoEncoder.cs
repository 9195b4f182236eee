namespace GiftGrab;

/// <summary>Encodes pictures: observes frames and is observed for packets. Encode once, feed any number of outputs.</summary>
/// <remarks>
/// <para>From a source that tells its size before its first frame, what is not possible is refused when it is
/// attached.</para>
/// <para>A change of size while it runs is an error that names both sizes: nothing is scaled silently.</para>
/// <para><c>Detach</c> takes an output off at once: of an encoder that looks ahead or makes B-frames, it lacks the frames that
/// have not come out by then. <see cref="DetachWhenGiven(IObserver{EncodedPacket})"/> lets it have them.</para>
/// </remarks>
public sealed class VideoEncoder : MediaEncoder<VideoFrame>, IPacketSource
{
    private readonly VideoEncoderPlanner _planner;
    private readonly EncoderMeter _meter;
    private readonly Action<MediaEncoding> _drain;
    private readonly KeyFrameRules _keyFrameRules = new();
    private readonly LeavingOutputs _leaving = new();
    private VideoEncoding? _encoding;
    private EncodedPacket? _held;
    private int _keyFrameRequested;

    /// <summary>Creates an encoder.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="frameRate">The nominal rate.</param>
    /// <param name="options">How; <see langword="null"/>: the codec's defaults.</param>
    /// <param name="globalHeader">Whether the codec's headers stand apart, as MP4, MOV and Matroska want it, rather than
    /// before every key frame.</param>
    /// <param name="name">Its name in messages and counts; the codec's where null.</param>
    /// <exception cref="VideoTargetException">An option is not possible.</exception>
    public VideoEncoder(
        Codec codec, FrameRate frameRate, VideoEncoderOptions? options = null, bool globalHeader = true, string? name = null)
        : base(name ?? CodecNames.NameOf(codec))
    {
        Codec = codec;
        FrameRate = frameRate;
        Options = options ?? new VideoEncoderOptions();
        EncoderOptionRules.Check(codec, frameRate, Options);
        _planner = new VideoEncoderPlanner(codec, frameRate, Options, globalHeader);
        _planner.RequirePossible();
        _meter = new EncoderMeter(Name);
        _drain = Drain;
    }

    /// <summary>How pictures are encoded.</summary>
    public Codec Codec { get; }

    /// <summary>The nominal rate.</summary>
    public FrameRate FrameRate { get; }

    /// <summary>The options that were asked for.</summary>
    public VideoEncoderOptions Options { get; }

    /// <summary>Every setting in effect; <see langword="null"/> before the first frame.</summary>
    public VideoEncoderPlan? Plan => ((VideoEncoding?)Encoding)?.Plan;

    /// <summary>Called with every frame that is encoded, in order, repetitions included.</summary>
    internal Action<VideoFrame>? FrameEncoding { get; set; }

    /// <summary>Whether pictures of another size begin another stream of packets, for outputs that begin a new file with it, rather than fail.</summary>
    internal bool FollowsFormat { get; init; }

    /// <summary>Whether the newest packet is kept back until the next one comes, so that <see cref="LastsTo"/> can say how long it
    /// is shown.</summary>
    internal bool HoldsNewest { get; set; }

    /// <summary>Up to when the last picture is shown, in nanoseconds on the clock of the frames, where <see cref="HoldsNewest"/> is set;
    /// <see langword="null"/>: as long as it says itself. Set before the end.</summary>
    internal long? LastsTo { get; set; }

    /// <summary>The formats that the container can name for pixels as they are; empty: all.</summary>
    internal IReadOnlyList<PixelFormat> RawFormats
    {
        get => _planner.RawFormats;
        init => _planner.RawFormats = value;
    }

    /// <inheritdoc/>
    public override DeliveryOptions PreferredDelivery => DeliveryOptions.Queued();

    /// <summary>Makes the next frame a key frame. May be called from any thread.</summary>
    public void RequestKeyFrame() => Volatile.Write(ref _keyFrameRequested, 1);

    /// <summary>Detaches an output when the packets of all frames that came until now were given to it, at the latest when the encoder
    /// ends. Returns at once. Where the encoder holds frames back, the frame that comes next becomes a key frame. May be called from any
    /// thread.</summary>
    /// <param name="output">An attached output; of another nothing is done.</param>
    public void DetachWhenGiven(IObserver<EncodedPacket> output) => DetachWhenGiven(output, 0, _ => { });

    /// <summary>Detaches an output when it was given the packets of so many frames, counted from the encoder's first, and of all that came
    /// until now.</summary>
    /// <param name="output">An attached output; of another nothing is done.</param>
    /// <param name="frames">Includes those that wait for the encoder.</param>
    /// <param name="ending">Is told, as soon as that is known, when the last of them ends, in nanoseconds; shall return at once.</param>
    internal void DetachWhenGiven(IObserver<EncodedPacket> output, long frames, Action<long> ending)
    {
        if (AttachmentOf(output) is { } attachment)
        {
            _leaving.Add(attachment, frames, ending);
        }
    }

    /// <inheritdoc/>
    bool IPacketSource.AddKeyFrameRule(IKeyFrameRule rule)
    {
        _keyFrameRules.Add(rule);
        return true;
    }

    /// <inheritdoc/>
    void IPacketSource.RemoveKeyFrameRule(IKeyFrameRule rule) => _keyFrameRules.Remove(rule);

    /// <summary>Checks whether pictures of a source can be encoded as the options say, without opening anything.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">The pixel format.</param>
    /// <exception cref="VideoTargetException">They cannot; the message says what is allowed.</exception>
    public void Check(int width, int height, PixelFormat format)
    {
        if (!format.IsHardware)
        {
            (width, height) = Options.Size ?? (width, height);
            EncoderSelection.Check(_planner, new PictureShape(width, height, format, ColorDescription.Unspecified, format));
        }
    }

    /// <summary>Opens another encoder with the same settings. From any thread.</summary>
    /// <param name="first">A picture as this one gets them.</param>
    /// <exception cref="VideoTargetException">It does not open.</exception>
    internal Encoder OpenAlike(VideoFrame first) => EncoderSelection.Open(_planner, first).Encoder;

    /// <inheritdoc/>
    private protected override void EncodeRest() => _encoding?.RepeatTo(LastsTo, _drain);

    /// <inheritdoc/>
    private protected override void HandOn(EncodedPacket packet)
    {
        if (!HoldsNewest)
        {
            Give(packet);
            return;
        }

        HandOnHeld();
        _held = packet.Retain();
    }

    /// <inheritdoc/>
    private protected override void HandOnRest()
    {
        if (_held is not null && LastsTo is { } end)
        {
            _encoding?.Lengthen(_held, end);
        }

        HandOnHeld();
    }

    private void HandOnHeld()
    {
        using EncodedPacket? held = _held;
        _held = null;
        if (held is not null)
        {
            Give(held);
        }
    }

    private unsafe void Give(EncodedPacket packet)
    {
        base.HandOn(packet);
        _leaving.Given(packet.Native->pts, packet.Native->dts);
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        _held?.Dispose();
        _held = null;
        base.Release();
    }

    /// <inheritdoc/>
    public override void OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
        base.OnAttached(source, attachment);
        if (source is VideoSource { Width: > 0, Height: > 0, Format.PlaneCount: > 0 } known)
        {
            Check(known.Width, known.Height, known.Format);
        }
    }

    /// <inheritdoc/>
    private protected override void Encode(VideoFrame unit)
    {
        using VideoFrame? scaled = Options.Size is { } size ? FrameScaling.Scale(unit, size.Width, size.Height) : null;
        VideoFrame frame = scaled ?? unit;
        if (FollowsFormat && _encoding is { } last && !last.Takes(frame))
        {
            last.Finish();
            Drain(last);
            last.Dispose();
            _encoding = null;
        }

        VideoEncoding encoding = _encoding ?? Open(frame);
        bool key = _leaving.Begin() | unit.IsKeyFrameRequested | Interlocked.Exchange(ref _keyFrameRequested, 0) != 0;
        long start = _meter.Start();
        encoding.Encode(frame, key, _drain);
        _meter.Stop(start);
        Drain(encoding);
        _leaving.Rest(encoding.HeldPictures + (_held is null ? 0 : 1), encoding.NewestTime, unit.Timestamp + unit.Duration);
    }

    private VideoEncoding Open(VideoFrame first)
    {
        (Encoder encoder, VideoEncoderPlan plan) = EncoderSelection.Open(_planner, first);
        if (plan.FallbackReason is { } reason)
        {
            TargetsLog.EncoderFellBack(GiftGrabLog.Logger, Name, plan.Encoder, reason);
        }

        var lapse = new TimeLapse(Options.EveryNth, Options.Speed);
        Encoding = _encoding = new VideoEncoding(encoder, plan, lapse, Counters, _keyFrameRules, FrameEncoding);
        return _encoding;
    }
}
