namespace GiftGrab.Interop;

/// <summary>Hands encoded packets to a function of the host: context, bytes, length, whether decoding may begin there, and
/// when it is shown, in nanoseconds. A length below 0 tells the end.</summary>
internal sealed unsafe class HostPackets(delegate* unmanaged[Cdecl]<long, byte*, long, int, long, int> take, long context)
    : IObserver<EncodedPacket>
{
    public void OnNext(EncodedPacket value)
    {
        HostThread.Enter();
        fixed (byte* bytes = value.Data)
        {
            if (take(context, bytes, value.Data.Length, value.IsKeyFrame ? 1 : 0, value.Timestamp) != 0)
            {
                throw new VideoTargetException("The host's output refuses packets.");
            }
        }
    }

    public void OnCompleted() => End();

    public void OnError(Exception error) => End();

    private void End()
    {
        take(context, null, -1, 0, 0);
        HostThread.Leave();
    }
}
