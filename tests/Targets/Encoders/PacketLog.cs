namespace GiftGrab.Tests;

/// <summary>Keeps what an encoder gave: times, key frames, and the bytes one behind the other.</summary>
internal sealed class PacketLog : IObserver<EncodedPacket>
{
    private readonly MemoryStream _bytes = new();

    public List<(long Time, bool IsKey, DateTime CaptureTime)> Packets { get; } = [];

    public bool IsCompleted { get; private set; }

    public Exception? Error { get; private set; }

    public byte[] Bytes => _bytes.ToArray();

    public void OnNext(EncodedPacket value)
    {
        Packets.Add((value.Timestamp, value.IsKeyFrame, value.CaptureTime));
        _bytes.Write(value.Data);
    }

    public void OnCompleted() => IsCompleted = true;

    public void OnError(Exception error) => Error = error;
}
