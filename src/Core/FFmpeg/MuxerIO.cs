using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Carries a muxer's bytes into a .NET stream, through one native buffer.</summary>
/// <remarks>The stream's first exception is kept in <see cref="Error"/>; after it nothing more is written.</remarks>
internal sealed unsafe class MuxerIO : IDisposable
{
    /// <summary>As large as pays off: beyond it a write costs what its bytes cost.</summary>
    private const int BufferSize = 256 * 1024;

    private readonly Stream _stream;
    private GCHandle _self;
    private AVIOContext* _context;
    private byte[] _ahead = [];
    private int _skipped;

    /// <param name="stream">Stays the caller's.</param>
    public MuxerIO(Stream stream)
    {
        _stream = stream;
        _self = GCHandle.Alloc(this);
        var write = new avio_alloc_context_write_packet_func
        {
            Pointer = (nint)(delegate* unmanaged[Cdecl]<void*, byte*, int, int>)&Write,
        };
        var seek = new avio_alloc_context_seek_func
        {
            Pointer = stream.CanSeek ? (nint)(delegate* unmanaged[Cdecl]<void*, long, int, long>)&Seek : 0,
        };
        _context = ffmpeg.avio_alloc_context(
            (byte*)ffmpeg.av_malloc(BufferSize), BufferSize, 1, (void*)GCHandle.ToIntPtr(_self), default, write, seek);
        if (_context is null)
        {
            _self.Free();
            throw new OutOfMemoryException("No memory for an output's buffer.");
        }
    }

    public AVIOContext* Pointer => _context;

    /// <summary>What the stream threw.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Bytes that the stream took.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Writes what the muxer will begin with, which is then not written again.</summary>
    public void WriteAhead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            BytesWritten += bytes.Length;
            _ahead = bytes.ToArray();
        }
        catch (Exception exception)
        {
            Error ??= exception;
        }
    }

    /// <summary>Hands the buffered bytes to the stream.</summary>
    public void Flush() => ffmpeg.avio_flush(_context);

    public void Dispose()
    {
        if (_context is null)
        {
            return;
        }

        AVIOContext* context = _context;
        _context = null;
        ffmpeg.av_freep(&context->buffer);
        ffmpeg.avio_context_free(&context);
        _self.Free();
    }

    private ReadOnlySpan<byte> WithoutAhead(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> expected = _ahead.AsSpan(_skipped);
        expected = expected[..Math.Min(expected.Length, bytes.Length)];
        if (!bytes.StartsWith(expected))
        {
            throw new IOException("the container begins with other bytes than those written ahead");
        }

        _skipped += expected.Length;
        return bytes[expected.Length..];
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(void* self, byte* bytes, int count)
    {
        var io = (MuxerIO)GCHandle.FromIntPtr((nint)self).Target!;
        if (io.Error is null)
        {
            try
            {
                ReadOnlySpan<byte> rest = io.WithoutAhead(new ReadOnlySpan<byte>(bytes, count));
                io._stream.Write(rest);
                io.BytesWritten += rest.Length;
                return count;
            }
            catch (Exception exception)
            {
                io.Error = exception;
            }
        }

        return ffmpeg.AVERROR_EXTERNAL;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(void* self, long offset, int whence)
    {
        var io = (MuxerIO)GCHandle.FromIntPtr((nint)self).Target!;
        if (io.Error is not null)
        {
            return ffmpeg.AVERROR_EXTERNAL;
        }

        try
        {
            return (whence & ~ffmpeg.AVSEEK_FORCE) == ffmpeg.AVSEEK_SIZE
                ? io._stream.Length
                : io._stream.Seek(offset, (SeekOrigin)(whence & ~ffmpeg.AVSEEK_FORCE));
        }
        catch (Exception exception)
        {
            io.Error = exception;
            return ffmpeg.AVERROR_EXTERNAL;
        }
    }
}
