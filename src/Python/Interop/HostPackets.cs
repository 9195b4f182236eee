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
            if (!Take(bytes, value.Data.Length, value.IsKeyFrame, value.Timestamp))
            {
                throw new VideoTargetException("The host's output refuses packets.");
            }
        }
    }

    public void OnCompleted() => End();

    public void OnError(Exception error) => End();

    private void End()
    {
        Take(null, -1, false, 0);
        HostThread.Leave();
    }

    private bool Take(byte* bytes, long length, bool isKeyFrame, long timestamp)
    {
        if (!HostCalls.TryBegin())
        {
            return false;
        }

        int refused = take(context, bytes, length, isKeyFrame ? 1 : 0, timestamp);
        HostCalls.End();
        return refused == 0;
    }
}
