using System.Globalization;

namespace GiftGrab;

/// <summary>Watches the free space of a recording's disk: before it begins, about every second while it grows, and before half of what is left
/// above the minimum was written.</summary>
internal sealed class FreeSpace
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Func<long?> _read;
    private readonly long _minimum;
    private readonly TimeProvider _time;
    private long _checked;
    private long _bytes;
    private long _written;

    /// <param name="read">Looks at the disk; gives <see langword="null"/> where nobody can know.</param>
    /// <param name="minimum">What has to stay free, in bytes.</param>
    /// <param name="time">Says when a second has passed.</param>
    public FreeSpace(Func<long?> read, long minimum, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        _read = read;
        _minimum = minimum;
        _time = time;
        Look();
    }

    /// <summary>As of the last look.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>What is wrong, where too little is left; <see langword="null"/>: nothing.</summary>
    /// <param name="written">Bytes that were written since the call before.</param>
    /// <param name="waiting">Bytes of them and of earlier ones that are not on the disk yet.</param>
    public string? ShortageAfter(long written, long waiting)
    {
        _written += written;
        if (_time.GetElapsedTime(_checked) >= Interval || !HasRoomFor(2 * _written))
        {
            Look();
        }

        // Where nothing has to stay free, the disk itself says when it is full.
        return _minimum == 0 || HasRoomFor(waiting)
            ? null
            : $"{Amount(Bytes - waiting)} are free on its disk, and {Amount(_minimum)} have to stay free";
    }

    /// <summary>Whether so many bytes more leave enough.</summary>
    public bool HasRoomFor(long bytes) => Bytes - bytes >= _minimum;

    /// <summary>Never more than there is: what is short by a little shall not read as if it were enough.</summary>
    private static string Amount(long bytes)
    {
        (double unit, string name) = bytes >= 1_000_000 ? (1e6, "MB") : bytes >= 1000 ? (1e3, "kB") : (1, "bytes");
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Max(bytes, 0) * 10 / unit) / 10:0.#} {name}");
    }

    private void Look()
    {
        _written = 0;
        _checked = _time.GetTimestamp();
        Volatile.Write(ref _bytes, _read() ?? long.MaxValue);
    }
}
