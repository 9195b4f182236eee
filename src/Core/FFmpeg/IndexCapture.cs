namespace GiftGrab;

/// <summary>Takes what a muxer writes, and keeps only what stands at the beginning.</summary>
/// <param name="room">How many bytes are kept.</param>
internal sealed class IndexCapture(long room) : Stream
{
    private readonly byte[] _kept = new byte[room];
    private long _length;

    /// <summary>What was written at the beginning; zeros where nothing was.</summary>
    public ReadOnlySpan<byte> Kept => _kept;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get; set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Position < _kept.Length)
        {
            int start = (int)Position;
            int count = Math.Min(buffer.Length, _kept.Length - start);
            buffer[..count].CopyTo(_kept.AsSpan(start));
        }

        Position += buffer.Length;
        _length = Math.Max(_length, Position);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => _length,
    };

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
