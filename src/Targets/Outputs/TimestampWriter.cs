using System.Buffers.Text;

namespace GiftGrab;

/// <summary>Writes a text file with a line for every picture.</summary>
internal sealed class TimestampWriter : ITimeWriter
{
    /// <summary>The longest line: three numbers of 20 characters and a word.</summary>
    private const int LongestLine = 96;

    /// <summary>A clock is set by more than this; what the system does to keep it right is less.</summary>
    private const long ClockStep = 50_000_000;

    private readonly OutputPath _path;
    private readonly TimestampFormat _format;
    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _used;
    private long _number;
    private long _clockOffset;

    /// <exception cref="VideoTargetException">The file cannot be written.</exception>
    public TimestampWriter(string path, TimestampFormat format, bool overwrite, UnixFileMode? mode)
    {
        _format = format;
        _path = OutputPath.Claim(path, overwrite);
        try
        {
            _file = _path.Open(mode);
        }
        catch
        {
            _path.Dispose();
            throw;
        }

        Append(format == TimestampFormat.TimecodeV2 ? "# timecode format v2\n"u8 : "# frame presentation_ms capture_utc_ns\n"u8);
    }

    public string Name => _path.Name;

    public void Add(FrameTime time)
    {
        if (_used + LongestLine > _buffer.Length)
        {
            Flush();
        }

        if (_format == TimestampFormat.WallClock)
        {
            Append(_number);
            Append(" "u8);
        }

        AppendMilliseconds(time.Presentation);
        if (_format == TimestampFormat.WallClock)
        {
            long offset = time.Capture - time.Presentation;
            Append(" "u8);
            Append(time.Capture);
            Append(_number > 0 && Math.Abs(offset - _clockOffset) > ClockStep ? " clock-step"u8 : []);
            _clockOffset = offset;
        }

        Append("\n"u8);
        _number++;
    }

    public void Flush()
    {
        _file.Write(_buffer, 0, _used);
        _used = 0;
        _path.Publish();
    }

    public void Finish() => Flush();

    public void Delete() => _path.Delete();

    public void Dispose()
    {
        _file.Dispose();
        _path.Dispose();
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    private void Append(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out int written);
        _used += written;
    }

    private void AppendMilliseconds(long nanoseconds)
    {
        const long millisecond = 1_000_000;
        if (nanoseconds < 0)
        {
            Append("-"u8);
        }

        Append(Math.Abs(nanoseconds / millisecond));
        Append("."u8);
        Utf8Formatter.TryFormat(Math.Abs(nanoseconds % millisecond), _buffer.AsSpan(_used), out int written, new('D', 6));
        _used += written;
    }
}
