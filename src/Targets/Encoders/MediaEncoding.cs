namespace GiftGrab;

/// <summary>An open encoder at work, whatever it encodes: what comes out of it, and the counts.</summary>
/// <remarks>One thread at a time.</remarks>
internal abstract class MediaEncoding(Encoder encoder, EncoderCounters counters) : IDisposable
{
    private long _packetNumber;

    public EncodedStream Stream => Encoder.Stream;

    protected Encoder Encoder { get; } = encoder;

    protected EncoderCounters Counters { get; } = counters;

    /// <summary>Takes the next packet; the caller disposes it. Null: none is ready.</summary>
    public EncodedPacket? TryTake(string sourceName)
    {
        EncodedPacket packet = EncodedPacket.Rent();
        try
        {
            if (!Encoder.TryReceive(packet))
            {
                packet.Dispose();
                return null;
            }

            Complete(packet);
            packet.Describe(Stream, _packetNumber++, sourceName);
            Counters.PacketOut(packet);
            return packet;
        }
        catch
        {
            packet.Dispose();
            throw;
        }
    }

    /// <summary>Says that nothing more comes in; the last packets are then ready to be taken.</summary>
    public void Finish() => Encoder.Finish();

    public virtual void Dispose() => Encoder.Dispose();

    /// <summary>Adds to a packet what the encoder does not know of it.</summary>
    protected virtual void Complete(EncodedPacket packet)
    {
    }
}
