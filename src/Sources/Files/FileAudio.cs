namespace GiftGrab;

/// <summary>The sound of a file; decoded on the reader's thread, and only while somebody observes it.</summary>
internal sealed class FileAudio : AudioSource, IDisposable
{
    private readonly SoundDecoder _decoder;

    public FileAudio(string name, DemuxedStream stream, string path, MediaTimeline timeline, FileReaderOptions options)
        : base($"{name} (sound)")
    {
        IsLive = options.Pace.IsPaced;
        _decoder = new SoundDecoder(Name, stream, path, timeline, options.TimeProvider);
    }

    /// <inheritdoc/>
    public override AudioFormat Format => _decoder.Format;

    /// <inheritdoc/>
    public override bool IsLive { get; }

    public long DamagedPackets => _decoder.DamagedPackets;

    /// <summary>Decodes a packet, or what is left after the last one, and delivers what comes out.</summary>
    public void Decode(NativePacket? packet)
    {
        if (!IsObserved || HasEnded)
        {
            return;
        }

        try
        {
            _decoder.Send(packet);
            while (_decoder.TryReceive() is { } block)
            {
                using (block)
                {
                    Deliver(block);
                }
            }
        }
        catch (VideoSourceException exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Tells the observers that the sound ended.</summary>
    public void End(Exception? error)
    {
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }

    public void Dispose() => _decoder.Dispose();
}
