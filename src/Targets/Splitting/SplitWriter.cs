namespace GiftGrab;

/// <summary>The engine of an output that goes on in one file after the other.</summary>
/// <remarks>Every part but the first begins with the key frame at which the recording is cut, and has all streams known by then.</remarks>
internal sealed class SplitWriter : PacketEngine
{
    // Parts that wait for sound which is late; more are more files than a process should hold open.
    private const int MostOldParts = 16;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SplitOptions _options;
    private readonly Func<(string Path, FileOutputOptions Options, PacketWriter Writer)> _open;
    private readonly CutPlan _cuts;
    private readonly SoundRouter _sound;
    private readonly PartClosing _closing;
    private readonly List<MediaSource<EncodedPacket>> _sources = [];
    private readonly List<IAttachment> _counting = [];
    private OpenPart[] _parts;
    private readonly Queue<OpenPart> _old = [];
    private EncodedStream? _pictures;
    private VideoTargetException? _failure;
    private long _origin;
    private bool _isTold;
    private int _ended;
    private bool _closed;
    private Task _end = Task.CompletedTask;

    /// <param name="options">When it is cut.</param>
    /// <param name="overhead">What the container adds to the bytes of packets: once, and for each.</param>
    /// <param name="open">Creates the next file.</param>
    /// <exception cref="VideoTargetException">The first file cannot be written, or an option is not possible.</exception>
    public SplitWriter(SplitOptions options, (long File, long Packet) overhead, Func<(string Path, FileOutputOptions Options, PacketWriter Writer)> open)
    {
        _options = options;
        _open = open;
        _cuts = new CutPlan(options, overhead);
        _sound = new SoundRouter(WriteSound);
        _closing = new PartClosing(Closed);
        (string path, FileOutputOptions file, PacketWriter writer) = open();
        _parts = [new OpenPart(path, file, 1, writer)];
        Name = path;
    }

    /// <summary>What messages call it: the path of the first part.</summary>
    public string Name { get; }

    /// <summary>Raised when a part is final, or could not be made so. Not on the output's thread.</summary>
    public event Action<FilePart>? PartFinished;

    public override Task Completion => _completion.Task;

    /// <summary>The parts, the one in the making last. From any thread.</summary>
    public IReadOnlyList<OpenPart> Parts => Volatile.Read(ref _parts);

    public override OutputStatistics Statistics
    {
        get
        {
            OpenPart[] parts = Volatile.Read(ref _parts);
            OutputStatistics sum = default;
            foreach (OpenPart part in parts)
            {
                OutputStatistics each = part.Writer.Statistics;
                sum = new OutputStatistics(
                    sum.Packets + each.Packets, sum.VideoFrames + each.VideoFrames, sum.Bytes + each.Bytes,
                    Math.Max(sum.Duration, part.Start + each.Duration), each.FreeSpace);
            }

            return sum;
        }
    }

    public override DeliveryOptions PreferredDelivery => Current.Writer.PreferredDelivery;

    private OpenPart Current => Volatile.Read(ref _parts)[^1];

    public override void Add(MediaSource<EncodedPacket> source)
    {
        lock (_gate)
        {
            Current.Writer.Add(source);
            _sources.Add(source);
            _sound.Expected = _sources.Count - 1;
            _isTold |= source is IPacketSource encoder && encoder.AddKeyFrameRule(_cuts);
            if (_options.Size is not null)
            {
                _counting.Add(source.Attach(_cuts, DeliveryOptions.Inline));
            }
        }
    }

    /// <summary>Cuts at the next picture that comes to the encoder.</summary>
    /// <exception cref="VideoTargetException">No key frame comes in time, or the recording ends before.</exception>
    public async Task<FilePart> SplitAsync()
    {
        SplitRequest request;
        lock (_gate)
        {
            if (_closed)
            {
                throw new VideoTargetException($"{Name} cannot be split: the recording has ended.");
            }

            request = _cuts.Ask();
        }

        try
        {
            return await request.Task.WaitAsync(_options.KeyFrameTimeout, Current.Options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _cuts.Withdraw(request);
            throw NoKeyFrame();
        }
    }

    public override void Write(EncodedPacket packet)
    {
        VideoTargetException failure;
        lock (_gate)
        {
            if (_closed)
            {
                throw new VideoTargetException(_failure?.Message ?? $"{Name} takes no more: the recording has ended.", _failure);
            }

            try
            {
                if (packet.Stream.Kind == StreamKind.Video)
                {
                    WritePicture(packet);
                }
                else
                {
                    _sound.Add(packet);
                    CloseOldParts();
                }

                return;
            }
            catch (StreamRefusedException)
            {
                throw;
            }
            catch (Exception exception)
            {
                failure = exception as VideoTargetException ?? new VideoTargetException($"{Name} cannot be written: {IOErrors.Describe(exception)}.", exception);
                _failure ??= failure;
                Finish(null);
            }
        }

        Raise(failure);
        throw failure;
    }

    public override void SourceEnded(Exception? error = null)
    {
        lock (_gate)
        {
            _ended++;
            if (_closed)
            {
                return;
            }

            if (_ended < _sources.Count)
            {
                if (_parts.Length == 1)
                {
                    // It may wait for the packets of this source to begin.
                    Current.Writer.SourceEnded(error);
                }

                return;
            }

            _sound.Flush();
            Finish(error);
        }
    }

    public override void Close()
    {
        lock (_gate)
        {
            _ended = Math.Max(_ended, _sources.Count - 1);
        }

        SourceEnded();
        if (!_closing.IsTellingCaller)
        {
            _end.Wait();
        }
    }

    public override void Discard()
    {
        lock (_gate)
        {
            if (_closed || _parts.Length > 1 || Current.PacketBytes > 0)
            {
                return;
            }

            TakeNoMore();
            Current.Writer.Discard();
        }

        Settle();
    }

    private void WritePicture(EncodedPacket packet)
    {
        bool isNew = packet.Stream != (_pictures ??= packet.Stream);
        if (isNew && !(packet.IsKeyFrame && _sources.Exists(source => source is VideoEncoder { FollowsFormat: true })))
        {
            throw new StreamRefusedException($"{Name} is split, and takes pictures of one encoder alone.");
        }

        _pictures = packet.Stream;

        long time = packet.Timestamp;
        if (packet.IsKeyFrame)
        {
            if (!_isTold)
            {
                _cuts.WantsKeyFrame(time, -1);
            }

            Cut(packet, isNew);
        }
        else if (_cuts.IsOverdue(time))
        {
            VideoTargetException late = NoKeyFrame();
            TargetsLog.Failed(GiftGrabLog.Logger, Name, late);
            _cuts.Settle(time, request => request.Fail(late));
        }

        Write(packet, Current);
        _sound.Reach(time);
        CloseOldParts();
    }

    private void Cut(EncodedPacket packet, bool isNewFormat)
    {
        OpenPart current = Current;
        bool isFirst = current.PacketBytes == 0;
        bool isCut = _cuts.IsCut(packet.Timestamp) | isNewFormat;
        if (_options.Size < packet.Data.Length)
        {
            throw new VideoTargetException(
                $"Parts of {_options.Size} bytes are not possible: a key frame of {Name} alone has {packet.Data.Length} bytes.");
        }

        if (isFirst)
        {
            _origin = packet.Timestamp;
        }
        else if (isCut)
        {
            BeginPart(packet);
        }

        if (_cuts.HasRequests)
        {
            Settle(packet.Timestamp);
        }
    }

    // Apart, as what the delegate needs would be made for every key frame.
    private void Settle(long time) => _cuts.Settle(time, request => request.Complete(Current.Describe(), time));

    /// <summary>The next file is ready before anything happens to the last one.</summary>
    private void BeginPart(EncodedPacket packet)
    {
        OpenPart last = Current;
        (string path, FileOutputOptions options, PacketWriter writer) = _open();
        EncodedStream[] streams = [packet.Stream, .. _sound.StreamsFrom(packet.Timestamp, _sources)];
        writer.Begin(streams, _sources.Exists(source => source is IPacketSource { IsSourceLive: true }));
        var next = new OpenPart(path, options, _parts.Length + 1, writer)
        {
            Streams = streams,
            FirstFrame = last.FirstFrame + last.Pictures,
            Start = packet.Timestamp - _origin,
        };
        Volatile.Write(ref _parts, [.. _parts, next]);
        last.End = packet.Timestamp;
        _old.Enqueue(last);
        if (_old.Count > MostOldParts)
        {
            TargetsLog.Warning(GiftGrabLog.Logger, _old.Peek().Path, "The sound is too late for this part, which ends without it.");
            _closing.Add(_old.Dequeue());
        }
    }

    private void Write(EncodedPacket packet, OpenPart part)
    {
        part.Video ??= packet.Stream.Kind == StreamKind.Video ? packet.Stream : null;
        part.Writer.Write(packet);
        part.PacketBytes += packet.Data.Length;
        part.Pictures += packet.Stream.Kind == StreamKind.Video ? 1 : 0;
    }

    private void WriteSound(EncodedPacket packet)
    {
        OpenPart part = PartAt(packet.Timestamp);
        if (part.Streams?.Contains(packet.Stream) ?? true)
        {
            Write(packet, part);
        }
    }

    private OpenPart PartAt(long time)
    {
        foreach (OpenPart old in _old)
        {
            if (time < old.End)
            {
                return old;
            }
        }

        return Current;
    }

    private void CloseOldParts()
    {
        while (_old.TryPeek(out OpenPart? oldest) && !_sound.AwaitsSoundBefore(oldest.End))
        {
            _closing.Add(_old.Dequeue());
        }
    }

    private void Finish(Exception? error)
    {
        TakeNoMore();
        while (_old.TryDequeue(out OpenPart? old))
        {
            _closing.Add(old);
        }

        _closing.Add(Current, error);
        _end = _closing.Completion.ContinueWith(_ => Settle(), TaskScheduler.Default);
    }

    private void TakeNoMore()
    {
        _closed = true;
        _sound.Clear();
        foreach (MediaSource<EncodedPacket> source in _sources)
        {
            (source as IPacketSource)?.RemoveKeyFrameRule(_cuts);
        }

        _counting.ForEach(counting => counting.Dispose());
    }

    private void Settle()
    {
        _cuts.Settle(long.MaxValue, request => request.Fail(new VideoTargetException($"{Name} was not split: the recording has ended.")));
        if (_failure is null)
        {
            _completion.TrySetResult();
            return;
        }

        _completion.TrySetException(_failure);

        // Nobody need look at it: the failure is raised as an event too.
        _ = _completion.Task.Exception;
    }

    private void Closed(OpenPart part)
    {
        PartFinished?.Invoke(part.Describe());
        if (part.Writer.Completion.Exception?.InnerException is not VideoTargetException failure)
        {
            return;
        }

        VideoTargetException? known = Volatile.Read(ref _failure);
        bool isGraver = known is null || (known.LeavesRecordingWhole && !failure.LeavesRecordingWhole);
        if (isGraver && Interlocked.CompareExchange(ref _failure, failure, known) == known)
        {
            Raise(failure);
        }
    }

    private VideoTargetException NoKeyFrame() => new(
        $"{Name} cannot be split: no key frame came within {_options.KeyFrameTimeout.TotalSeconds} s; have one made more often (GopLength, --gop), or wait longer.");
}
