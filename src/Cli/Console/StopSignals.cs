using System.Runtime.InteropServices;

namespace GiftGrab.Cli;

/// <summary>Turns SIGINT, SIGTERM and SIGHUP into a wish to stop; a later one ends the process at once.</summary>
/// <remarks>Signals that come within half a second are one: <c>timeout</c>, for one, sends each twice, to the process and to its group.</remarks>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan OneSignal = TimeSpan.FromMilliseconds(500);
    private readonly Action _wished;
    private readonly TimeProvider _time;
    private readonly Action<int> _exit;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ended = new();
    private Action? _endOpening;
    private bool _ends;
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

    /// <summary>Opens something that may take its time: a signal meanwhile, or before, ends the process in order, as there is nothing to finalise.</summary>
    /// <param name="what">What is opened.</param>
    /// <param name="tell">Called with what happened.</param>
    /// <param name="open">Opens it.</param>
    /// <returns>What was opened; nothing is returned or thrown where the process ends.</returns>
    public T WhileOpening<T>(string what, Action<ErrorEvent> tell, Func<T> open)
    {
        Action end = () =>
        {
            tell(new ErrorEvent(
                "error", $"stopped by a signal while {Credentials.RedactAddress(what)} was being opened; nothing was recorded", ExitCode.Interrupted));
            _exit(ExitCode.Interrupted);
        };
        bool came;
        lock (_gate)
        {
            came = _first is not null;
            _endOpening = came ? null : end;
        }

        if (came)
        {
            end();
        }

        try
        {
            return open();
        }
        finally
        {
            lock (_gate)
            {
                _endOpening = null;
            }

            // The thread that got the signal ends the process.
            if (_ends)
            {
                _ended.Wait();
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
        Action? end;
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
            end = _endOpening;
            _ends = end is not null;
        }

        (end ?? _wished)();
        _ended.Set();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal();
    }
}
