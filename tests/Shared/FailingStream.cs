namespace GiftGrab.Tests;

/// <summary>A stream whose n-th write finds the disk full, and every one after it.</summary>
/// <param name="inner">Takes what fits.</param>
/// <param name="failingWrite">Counted from 1.</param>
/// <param name="written">Called behind every write that succeeds.</param>
internal sealed class FailingStream(Stream inner, int failingWrite, Action? written = null) : Stream
{
    public const string Reason = "No space left on device";

    public int Writes { get; private set; }

    public bool HasFailed => Writes >= failingWrite;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Writes++;
        if (HasFailed)
        {
            // As a full disk does: some of it fits.
            inner.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException($"{Reason} : '/somewhere'");
        }

        inner.Write(buffer);
        written?.Invoke();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Flush() => inner.Flush();
}
