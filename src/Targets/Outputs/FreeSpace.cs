namespace GiftGrab;

/// <summary>Watches the free space of a recording's disk: before it begins, and about every second while it grows.</summary>
internal sealed class FreeSpace
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly string _path;
    private readonly DriveInfo _disk;
    private readonly long _minimum;
    private readonly TimeProvider _time;
    private long _checked;
    private long _bytes;

    /// <exception cref="VideoTargetException">There is too little already.</exception>
    public FreeSpace(string path, string folder, long minimum, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        _path = path;
        _disk = new DriveInfo(folder);
        _minimum = minimum;
        _time = time;
        Check("cannot be written");
    }

    /// <summary>As of the last look.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Looks again, where a second has passed.</summary>
    /// <exception cref="LowSpaceException">Too little is left.</exception>
    public void Require()
    {
        if (_time.GetElapsedTime(_checked) >= Interval)
        {
            Check("ends early");
        }
    }

    private void Check(string what)
    {
        _checked = _time.GetTimestamp();
        long bytes = _disk.AvailableFreeSpace;
        Volatile.Write(ref _bytes, bytes);
        if (bytes < _minimum)
        {
            throw new LowSpaceException(
                $"{_path} {what}: {Megabytes(bytes)} MB are free on its disk, and {Megabytes(_minimum)} MB have to stay free.");
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
