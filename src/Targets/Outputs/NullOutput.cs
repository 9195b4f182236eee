namespace GiftGrab;

/// <summary>Counts packets and writes nothing: for tests, and to measure encoders.</summary>
public sealed class NullOutput : PacketOutput
{
    /// <summary>Makes the output.</summary>
    /// <param name="name">What messages call it.</param>
    public NullOutput(string name = "null")
        : base(name, new PacketCounter(name, new TimestampFiles()))
    {
    }
}
