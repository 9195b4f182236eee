namespace GiftGrab.Interop;

/// <summary>A stream whose bytes go to a function of the host, which returns 0 where it took them.</summary>
internal sealed unsafe class HostStream(delegate* unmanaged[Cdecl]<long, byte*, long, int> write, long context) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        HostThread.Enter();
        int refused = 1;
        if (HostCalls.TryBegin())
        {
            fixed (byte* bytes = buffer)
            {
                refused = write(context, bytes, buffer.Length);
            }

            HostCalls.End();
        }

        if (refused != 0)
        {
            throw new IOException("the host's stream refuses to be written");
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
