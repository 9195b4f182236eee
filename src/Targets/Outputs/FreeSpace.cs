using System.Globalization;

namespace GiftGrab;

/// <summary>Watches the free space of a recording's disk: before it begins, and about every second while it grows.</summary>
internal sealed class FreeSpace
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Func<long?> _read;
    private readonly long _minimum;
    private readonly TimeProvider _time;
    private long _checked;
    private long _bytes;

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

    /// <summary>What is wrong, where too little is left. Looks again where a second has passed.</summary>
    public string? Shortage
    {
        get
        {
            if (_time.GetElapsedTime(_checked) >= Interval)
            {
                Look();
            }

            return HasRoomFor(0)
                ? null
                : $"{Megabytes(Bytes)} MB are free on its disk, and {Megabytes(_minimum)} MB have to stay free";
        }
    }

    /// <summary>Whether so many bytes more leave enough.</summary>
    public bool HasRoomFor(long bytes) => Bytes - bytes >= _minimum;

    /// <summary>Reads the free space of a folder's disk; a file system without a size keeps none.</summary>
    public static long? Read(string folder)
    {
        var disk = new DriveInfo(folder);
        return disk.TotalSize > 0 ? disk.AvailableFreeSpace : null;
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture);

    private void Look()
    {
        _checked = _time.GetTimestamp();
        Volatile.Write(ref _bytes, _read() ?? long.MaxValue);
    }
}
