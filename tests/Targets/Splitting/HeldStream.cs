namespace GiftGrab.Tests.Splitting;

/// <summary>A file whose end cannot be written until somebody lets it: the index of a Matroska file goes back to its beginning.</summary>
internal sealed class HeldStream(Stream inner, ManualResetEventSlim released) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin)
    {
        if (offset < inner.Length && origin == SeekOrigin.Begin)
        {
            released.Wait();
        }

        return inner.Seek(offset, origin);
    }

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);
}
