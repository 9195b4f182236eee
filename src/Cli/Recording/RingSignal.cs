using System.Runtime.InteropServices;

namespace GiftGrab.Cli;

/// <summary>Has a file written of every open ring at the signal USR1, which would end the recording if nobody took it.</summary>
internal sealed class RingSignal : IDisposable
{
    /// <summary>SIGUSR1 of Linux, which .NET has no name for.</summary>
    private const PosixSignal UserSignal = (PosixSignal)10;

    private readonly RecordingOutputs _outputs;
    private readonly string _closed;
    private readonly Action<string> _warn;
    private readonly PosixSignalRegistration _registration;

    /// <param name="outputs">Those of the recording, with those that are still to come.</param>
    /// <param name="request">Says whether there are rings, and whether they open and close with the sections of a controlled recording.</param>
    /// <param name="warn">Takes what is to be told where no ring is open; called from any thread.</param>
    public RingSignal(RecordingOutputs outputs, RecordingRequest request, Action<string> warn)
    {
        _outputs = outputs;
        _closed = request.Outputs.All(output => output.Ring is null) ? "no output keeps one; --ring makes it"
            : request.Control is not null ? "no section is open; START opens one"
            : "the recording has not begun, or is over";
        _warn = warn;
        _registration = PosixSignalRegistration.Create(UserSignal, context =>
        {
            context.Cancel = true;
            Save();
        });
    }

    public void Dispose() => _registration.Dispose();

    private void Save()
    {
        RecordingOutput[] open = [.. _outputs.Where(output => output.HasOpenRing)];
        if (open.Length == 0)
        {
            _warn($"the signal USR1 writes no file of the ring: {_closed}");
        }

        Array.ForEach(open, output => output.TriggerOrTell());
    }
}
