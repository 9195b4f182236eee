namespace GiftGrab;

/// <summary>Collects the pauses of a section.</summary>
/// <remarks>One thread adds; any thread reads.</remarks>
internal sealed class PauseLog
{
    private readonly Lock _gate = new();
    private readonly List<SidecarPause> _pauses = [];
    private long? _start;

    /// <summary>Notes the section's first picture.</summary>
    /// <param name="time">When it was, in nanoseconds of the source.</param>
    public void Begin(long time) => _start = time;

    /// <summary>Notes a pause that is over.</summary>
    /// <param name="from">Where the last picture before it ends, in nanoseconds of the source.</param>
    /// <param name="next">The first picture after it.</param>
    /// <param name="skipped">How many pictures were left out.</param>
    /// <param name="isClosed">Whether what follows is moved forward.</param>
    public void Add(long from, VideoFrame next, long skipped, bool isClosed)
    {
        var pause = new SidecarPause
        {
            Start = Seconds(from),
            End = Seconds(next.Timestamp),
            FirstFrame = next.Number,
            Skipped = skipped,
            IsClosed = isClosed,
        };
        lock (_gate)
        {
            _pauses.Add(pause);
        }
    }

    /// <summary>The pauses so far, oldest first.</summary>
    public IReadOnlyList<SidecarPause> ToList()
    {
        lock (_gate)
        {
            return [.. _pauses];
        }
    }

    private double Seconds(long time) => (time - _start!.Value) / 1e9;
}
