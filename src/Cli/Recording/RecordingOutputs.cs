using System.Collections;

namespace GiftGrab.Cli;

/// <summary>The outputs of a recording; more join while it runs.</summary>
/// <remarks>Any thread adds and removes, and enumerates what is there then.</remarks>
internal sealed class RecordingOutputs : IEnumerable<RecordingOutput>
{
    private readonly Lock _gate = new();
    private RecordingOutput[] _outputs = [];

    /// <summary>Raised with each output that joins.</summary>
    public event Action<RecordingOutput>? Added;

    /// <summary>Those that take pictures now: the newest of each output.</summary>
    public IEnumerable<RecordingOutput> Current => Volatile.Read(ref _outputs).Where(output => !output.IsContinued);

    /// <summary>Those that take pictures now.</summary>
    public IEnumerable<RecordingOutput> Running => Volatile.Read(ref _outputs).Where(output => output.IsRunning);

    /// <summary>The further files that take what those encode.</summary>
    public IEnumerable<SharedFile> RunningShared => Running.SelectMany(output => output.Shared).Where(file => file.IsRunning);

    public void Add(RecordingOutput output)
    {
        lock (_gate)
        {
            Volatile.Write(ref _outputs, [.. _outputs, output]);
        }

        Added?.Invoke(output);
    }

    public void Remove(Predicate<RecordingOutput> which)
    {
        lock (_gate)
        {
            Volatile.Write(ref _outputs, [.. _outputs.Where(output => !which(output))]);
        }
    }

    public IEnumerator<RecordingOutput> GetEnumerator() => ((IEnumerable<RecordingOutput>)Volatile.Read(ref _outputs)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
