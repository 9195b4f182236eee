using System.Runtime.InteropServices;

namespace GiftGrab.Cli;

/// <summary>Turns SIGINT, SIGTERM and SIGHUP into a wish to stop; a later one ends the process at once.</summary>
/// <remarks>Signals that come within a second are one: <c>timeout</c>, for one, sends each twice, to the process and to its group.</remarks>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan OneSignal = TimeSpan.FromSeconds(1);
    private readonly Action _wished;
    private readonly TimeProvider _time;
    private readonly Action<int> _exit;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private long? _first;

    /// <param name="wished">Called once, on a thread of its own.</param>
    /// <param name="time">Tells signals apart.</param>
    /// <param name="exit">Ends the process at once, with the code that it is given.</param>
    public StopSignals(Action wished, TimeProvider time, Action<int> exit)
    {
        _wished = wished;
        _time = time;
        _exit = exit;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
    }

    /// <summary>While something is opened that may take its time: a signal ends the process in order, as there is nothing to finalise.</summary>
    /// <param name="what">What is opened.</param>
    /// <param name="tell">Called with what happened.</param>
    /// <param name="time">Tells signals apart.</param>
    /// <param name="exit">Ends the process at once, with the code that it is given.</param>
    public static StopSignals WhileOpening(string what, Action<ErrorEvent> tell, TimeProvider time, Action<int> exit) => new(
        () =>
        {
            tell(new ErrorEvent(
                "error", $"stopped by a signal while {Credentials.RedactAddress(what)} was being opened; nothing was recorded", ExitCode.Interrupted));
            exit(ExitCode.Interrupted);
        },
        time,
        exit);

    /// <summary>Whether a signal came.</summary>
    public bool Came
    {
        get
        {
            lock (_gate)
            {
                return _first is not null;
            }
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    /// <summary>What a signal does.</summary>
    internal void Signal()
    {
        lock (_gate)
        {
            if (_first is { } first)
            {
                if (_time.GetElapsedTime(first) >= OneSignal)
                {
                    _exit(ExitCode.Interrupted);
                }

                return;
            }

            _first = _time.GetTimestamp();
        }

        _wished();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal();
    }
}
