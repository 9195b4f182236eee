namespace GiftGrab;

/// <summary>Encodes sound: observes blocks and is observed for packets.</summary>
/// <remarks>Holes in the sound are filled with silence, so that what follows stays at its time, and counted as
/// <see cref="EncoderStatistics.RepeatedFrames"/>. A target opens it before the first block, since its source says how it samples: a
/// file has its stream of sound however late sound comes.</remarks>
public sealed class AudioEncoder : MediaEncoder<AudioFrame>
{
    // As long as a controlled recording holds sound back for its pictures.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);
    private readonly bool _globalHeader;
    private readonly EncoderMeter _meter;
    private readonly Lock _gate = new();
    private (IAttachment Output, long End)[] _leaving = [];
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

    /// <summary>Opens before the first block, so that outputs know the stream.</summary>
    /// <param name="source">How the sound will be sampled; where some of it is not known yet, the first block opens.</param>
    /// <exception cref="VideoTargetException">The encoder or the filter does not take it.</exception>
    internal void OpenFor(AudioFormat source)
    {
        if (source is { SampleRate: > 0, Channels: > 0 } && source.SampleFormat != SampleFormats.Unknown)
        {
            Open(Options.Filter is { } filter ? SoundFilter.FormatBehind(filter, source) : source);
        }
    }

    /// <summary>Detaches an output when it was given the sound up to a time, or that is not to be expected any more. Returns at once. From any
    /// thread.</summary>
    /// <param name="output">An attached output; of another nothing is done.</param>
    /// <param name="end">In nanoseconds.</param>
    internal void DetachAt(IObserver<EncodedPacket> output, long end)
    {
        if (AttachmentOf(output) is not { } attachment)
        {
            return;
        }

        lock (_gate)
        {
            _leaving = [.. _leaving, (attachment, end)];
        }

        _ = DetachLateAsync(attachment);
    }

    /// <inheritdoc/>
    private protected override void HandOn(EncodedPacket packet)
    {
        foreach ((IAttachment output, long end) in Volatile.Read(ref _leaving))
        {
            if (packet.Timestamp >= end)
            {
                Leave(output);
            }
        }

        base.HandOn(packet);
    }

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

    private async Task DetachLateAsync(IAttachment output)
    {
        await Task.Delay(LongestDelay).ConfigureAwait(false);
        Leave(output);
    }

    private void Leave(IAttachment output)
    {
        lock (_gate)
        {
            _leaving = Array.FindAll(_leaving, other => other.Output != output);
        }

        _ = output.DetachAsync();
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
        AudioEncoding encoding = _encoding ?? Open(new AudioFormat(block.SampleRate, block.Channels, block.SampleFormat));
        encoding.Begin(block, Span.Begin ?? time);
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

    private AudioEncoding Open(AudioFormat source)
    {
        Encoding = _encoding = new AudioEncoding(AudioEncoderPlanner.Plan(Codec, Options, source, _globalHeader), Counters);
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
