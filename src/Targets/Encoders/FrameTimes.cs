namespace GiftGrab;

/// <summary>Remembers of the frames inside an encoder what their packets do not carry.</summary>
/// <remarks>A ring that grows to the most frames an encoder keeps back, and allocates nothing from then on.</remarks>
internal sealed class FrameTimes
{
    private Entry[] _entries = new Entry[64];
    private int _first;
    private int _count;

    /// <summary>Frames whose packet has not come.</summary>
    public int Count => _count;

    /// <summary>The time of the frame that came last.</summary>
    public long Newest { get; private set; }

    public void Add(long time, VideoFrame frame, long duration)
    {
        if (_count == _entries.Length)
        {
            var larger = new Entry[_count * 2];
            for (int i = 0; i < _count; i++)
            {
                larger[i] = At(i);
            }

            (_entries, _first) = (larger, 0);
        }

        _entries[(_first + _count++) % _entries.Length] = new Entry(time, frame.CaptureTime, duration, frame.Timestamp);
        Newest = time;
    }

    /// <summary>Finds the frame of a packet and forgets it.</summary>
    public (DateTime CaptureTime, long Duration, long Timestamp)? Take(long time)
    {
        for (int i = 0; i < _count; i++)
        {
            if (At(i).Time != time)
            {
                continue;
            }

            Entry found = At(i);
            for (int later = i; later > 0; later--)
            {
                At(later) = At(later - 1);
            }

            _first = (_first + 1) % _entries.Length;
            _count--;
            return (found.CaptureTime, found.Duration, found.Timestamp);
        }

        return null;
    }

    private ref Entry At(int index) => ref _entries[(_first + index) % _entries.Length];

    private readonly record struct Entry(long Time, DateTime CaptureTime, long Duration, long Timestamp);
}
