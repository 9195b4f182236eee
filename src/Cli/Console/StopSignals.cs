using System.Runtime.InteropServices;

namespace GiftGrab.Cli;

/// <summary>Turns SIGINT, SIGTERM and SIGHUP into a wish to stop; a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Action _wished;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <param name="wished">Called once, on a thread of its own.</param>
    public StopSignals(Action wished)
    {
        _wished = wished;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
    }

    /// <summary>Whether a signal came.</summary>
    public bool Came => Volatile.Read(ref _signals) > 0;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        _wished();
    }
}
