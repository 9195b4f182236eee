namespace GiftGrab;

/// <summary>Encodes sound: observes blocks and is observed for packets.</summary>
/// <remarks>Holes in the sound are filled with silence, so that
/// what follows stays at its time, and counted as <see cref="EncoderStatistics.RepeatedFrames"/>.</remarks>
public sealed class AudioEncoder : MediaEncoder<AudioFrame>
{
    private readonly bool _globalHeader;
    private readonly EncoderMeter _meter;
    private AudioEncoding? _encoding;
    private SoundFilter? _filter;

    /// <summary>Creates an encoder.</summary>
    /// <param name="codec">How sound is encoded.</param>
    /// <param name="options">How; <see langword="null"/>: as the source is sampled.</param>
    /// <param name="globalHeader">Whether the codec's headers stand apart, as MP4, MOV and Matroska want it.</param>
    /// <param name="name">Its name in messages and counts; the codec's where null.</param>
    /// <exception cref="VideoTargetException">An option is not possible.</exception>
    public AudioEncoder(AudioCodec codec, AudioEncoderOptions? options = null, bool globalHeader = true, string? name = null)
        : base(name ?? AudioCodecNames.NameOf(codec))
    {
        Codec = codec;
        Options = options ?? new AudioEncoderOptions();
        _globalHeader = globalHeader;
        _meter = new EncoderMeter(Name);
        AudioEncoderPlanner.Check(codec, Options);
    }

    /// <summary>How sound is encoded.</summary>
    public AudioCodec Codec { get; }

    /// <summary>The options that were asked for.</summary>
    public AudioEncoderOptions Options { get; }

    /// <inheritdoc/>
    public override DeliveryOptions PreferredDelivery => DeliveryOptions.Queued(64);

    /// <summary>Which of the sound is recorded; set between two blocks.</summary>
    internal SoundSpan Span { get; set; }

    /// <inheritdoc/>
    private protected override void Encode(AudioFrame unit)
    {
        if (Options.Filter is null)
        {
            EncodeBlock(unit);
            return;
        }

        _filter ??= new SoundFilter(Options.Filter, unit);
        _filter.Send(unit);
        EncodeFiltered();
    }

    /// <inheritdoc/>
    private protected override void EncodeRest()
    {
        if (_filter is not null)
        {
            _filter.Send(null);
            EncodeFiltered();
        }

        if (_encoding is { } encoding)
        {
            EncodeWaiting(encoding, isLast: true);
        }
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        _filter?.Dispose();
        _filter = null;
    }

    private void EncodeFiltered()
    {
        while (_filter!.TryTake() is { } block)
        {
            using (block)
            {
                EncodeBlock(block);
            }
        }
    }

    private void EncodeBlock(AudioFrame block)
    {
        (int from, int count) = Span.Cut(block, out long time);
        AudioEncoding encoding = _encoding ?? Open(block, Span.Begin ?? time);
        if (count > 0)
        {
            while (encoding.FillBefore(block, time))
            {
                EncodeWaiting(encoding, isLast: false);
            }

            encoding.Add(block, from, count);
            EncodeWaiting(encoding, isLast: false);
        }
    }

    private AudioEncoding Open(AudioFrame first, long start)
    {
        Encoding = _encoding = new AudioEncoding(AudioEncoderPlanner.Plan(Codec, Options, first, _globalHeader), first, start, Counters);
        return _encoding;
    }

    private void EncodeWaiting(AudioEncoding encoding, bool isLast)
    {
        long start = _meter.Start();
        while (encoding.EncodeNext(isLast))
        {
            _meter.Stop(start);
            Drain(encoding);
            start = _meter.Start();
        }
    }
}
