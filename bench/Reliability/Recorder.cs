using System.Diagnostics;
using System.Text.Json;

namespace GiftGrab.Benchmarks.Reliability;

/// <summary>A <c>giftgrab record</c> in a process of its own, watched through its events.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _position;
    private long _positionAt;

    public Recorder(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, ["record", .. arguments, "--json", "--stats-interval", "0.05"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = Task.Run(ReadEvents);
    }

    /// <summary>Done with the first sign of progress, or when the process ended before.</summary>
    public Task Started => _started.Task;

    /// <summary>How far the live source is now, in seconds: what it last said, and the time since then.</summary>
    public double Position
    {
        get
        {
            lock (_started)
            {
                return _position + Stopwatch.GetElapsedTime(_positionAt).TotalSeconds;
            }
        }
    }

    /// <summary>The last event: the result, where the process came to one.</summary>
    public JsonElement Result { get; private set; }

    public string Errors => _errors.Result;

    /// <summary>SIGKILL: the process has no chance to do anything more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code; <see langword="null"/> where it did not end in time and was killed.</returns>
    public int? WaitForExit(TimeSpan longest)
    {
        if (!_process.WaitForExit(longest))
        {
            Kill();
            return null;
        }

        _reading.Wait();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private void ReadEvents()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            try
            {
                Result = JsonElement.Parse(line);
            }
            catch (JsonException)
            {
                // The kill came in the middle of the line.
                break;
            }

            if (Result.GetProperty("event").GetString() == "progress")
            {
                lock (_started)
                {
                    _positionAt = Stopwatch.GetTimestamp();
                    _position = Result.GetProperty("position").GetDouble();
                }

                _started.TrySetResult();
            }
        }

        _started.TrySetResult();
    }
}
