namespace GiftGrab;

/// <summary>A file that is saved of a ring: what was before it was asked for, and what comes after.</summary>
/// <remarks>It is written by a thread of its own. A failure is its own: the ring goes on.</remarks>
public sealed class RingRecording : IDisposable
{
    private readonly RingEngine _ring;
    private readonly RingReader _reader;
    private readonly PacketWriter _writer;

    // The file begins with a picture: sound waits for the first one that is encoded again.
    private readonly Queue<EncodedPacket> _early = [];
    private bool _hasPicture;

    internal RingRecording(RingEngine ring, RingReader reader, PacketWriter writer, string path, long trigger)
    {
        _ring = ring;
        _reader = reader;
        _writer = writer;
        Path = path;
        Trigger = trigger;
        new Thread(Write) { IsBackground = true, Name = $"save {path}" }.Start();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The moment at which it was asked for, in nanoseconds of the source: the newest picture that the encoder had.</summary>
    public long Trigger { get; }

    /// <summary>The time of its first picture, in nanoseconds of the source; <see langword="null"/> before it is known.</summary>
    public long? Begin => _ring.Read(() => _reader.Begin);

    /// <summary>Done when the file is final; faulted with a <see cref="VideoTargetException"/> that names it where it could not be
    /// written.</summary>
    public Task Completion => _writer.Completion;

    /// <summary>What was written until now. From any thread.</summary>
    public OutputStatistics Statistics => _writer.Statistics;

    internal RingReader Reader => _reader;

    /// <summary>Ends with the newest picture that the encoder has; a second call changes nothing. Returns at once: see
    /// <see cref="Completion"/>.</summary>
    public void Stop() => _ring.Stop(_reader, null);

    /// <summary>Ends before the first picture at or after a time, which may be to come; at once, where it is over. Returns at once.</summary>
    /// <param name="time">On the source's clock.</param>
    public void StopAt(TimeSpan time) => _ring.Stop(_reader, time.Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>Stops, and waits for the file.</summary>
    public void Dispose()
    {
        Stop();
        Task.WaitAny([Completion], TimeSpan.FromSeconds(5));
    }

    private void Write()
    {
        try
        {
            EncodedStream[] streams = _ring.Begin(_reader);
            if (streams.Length > 0)
            {
                _writer.Begin(streams, _ring.IsLive);
            }

            using GroupEncoder? first = _ring.FirstGroup(_reader, Path, WritePicture);
            bool isFirst = first is not null;
            bool hasKey = false;
            while (_ring.Take(_reader) is { } packet)
            {
                using (packet)
                {
                    bool isPicture = packet.Stream.Kind == StreamKind.Video;
                    if (isFirst && isPicture && packet.IsKeyFrame && hasKey)
                    {
                        isFirst = false;
                        first!.Finish();
                    }

                    hasKey |= isPicture;
                    if (isFirst && isPicture)
                    {
                        first!.Add(packet);
                    }
                    else if (isFirst && !_hasPicture)
                    {
                        _early.Enqueue(packet.Retain());
                    }
                    else
                    {
                        _writer.Write(packet);
                    }
                }
            }

            if (isFirst)
            {
                first!.Finish();
            }

            WriteEarly();
        }
        catch (VideoTargetException)
        {
            // It is in Completion.
        }
        finally
        {
            _ring.Leave(_reader);
            while (_early.TryDequeue(out EncodedPacket? left))
            {
                left.Dispose();
            }

            _writer.Close(_ring.SourceFailure ?? _ring.WhyNotBegun(_reader));
            _ring.Remove(this);
        }
    }

    private void WritePicture(EncodedPacket picture)
    {
        _hasPicture = true;
        _writer.Write(picture);
        WriteEarly();
    }

    private void WriteEarly()
    {
        while (_early.TryDequeue(out EncodedPacket? packet))
        {
            using (packet)
            {
                _writer.Write(packet);
            }
        }
    }
}
