using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Has the jobs of a queue worked on, each by a process of its own, several at once.</summary>
internal sealed class QueueRunner(JobStore store, int parallel, bool waits, CommandOutput output) : IDisposable
{
    /// <summary>A job that takes its worker with it this often would do so again.</summary>
    private const int MostDeaths = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<long, Process> _workers = [];
    private readonly Dictionary<long, int> _deaths = [];
    private readonly AutoResetEvent _wake = new(false);
    private bool _failed;

    /// <summary>Runs until no job is left that may begin, or a signal comes.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run()
    {
        var end = new OrderlyEnd(() => _wake.Set(), Terminate, () => _workers.Values.All(worker => worker.HasExited));
        using var signals = new StopSignals(end.Begin, TimeProvider.System, ProcessEnd.Exit);
        int exitCode = Run(signals, end);
        end.Complete();
        return exitCode;
    }

    private int Run(StopSignals signals, OrderlyEnd end)
    {
        while (true)
        {
            Reap();
            if (signals.Came)
            {
                end.Notice();
                return End();
            }

            Recover(store);
            Start();
            if (_workers.Count == 0 && !IsMoreToCome())
            {
                break;
            }

            output.Status(CommandOutput.IsTerminal ? StatusLine() : string.Empty);
            _wake.WaitOne(Look);
        }

        output.Status(string.Empty);
        return _failed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Gives jobs whose worker was killed back to the queue, and those whose recording was.</summary>
    public static void Recover(JobStore store)
    {
        foreach (Job job in store.All().Where(job => job.State is JobState.Running or JobState.Recording && !JobLock.IsTaken(store, job.Id)))
        {
            if (job.State == JobState.Recording)
            {
                store.Describe(job.Id, job.Spec with { IsInterrupted = true });
            }

            store.Change(job.Id, [job.State], JobState.Waiting);
        }
    }

    public void Dispose()
    {
        foreach (Process worker in _workers.Values)
        {
            worker.Dispose();
        }

        _wake.Dispose();
    }

    private void Start()
    {
        foreach (Job job in store.Due(DateTime.UtcNow).Where(job => !_workers.ContainsKey(job.Id)).Take(parallel - _workers.Count).ToArray())
        {
            _workers[job.Id] = Worker(job.Id);
            output.Message(string.Create(CultureInfo.InvariantCulture, $"job {job.Id} begins: {job.Spec.Output}"));
        }
    }

    private void Reap()
    {
        foreach ((long id, Process worker) in _workers.Where(worker => worker.Value.HasExited).ToArray())
        {
            _workers.TryRemove(id, out _);
            worker.Dispose();
            Job job = store.Find(id);
            switch (job.State)
            {
                case JobState.Finished:
                    output.Result(string.Create(CultureInfo.InvariantCulture, $"job {id} finished: {job.Spec.Output}"));
                    break;
                case JobState.Failed:
                    _failed = true;
                    output.Message(string.Create(CultureInfo.InvariantCulture, $"job {id} failed: {job.Error}"));
                    break;
                case JobState.Running or JobState.Waiting when !JobLock.IsTaken(store, id):
                    NoteDeath(id);
                    break;
            }
        }
    }

    private void NoteDeath(long id)
    {
        _deaths[id] = _deaths.GetValueOrDefault(id) + 1;
        if (_deaths[id] >= MostDeaths)
        {
            store.Change(id, [JobState.Running, JobState.Waiting], JobState.Failed, $"its worker died {MostDeaths} times");
            _failed = true;
            output.Message(string.Create(CultureInfo.InvariantCulture, $"job {id} failed: its worker died {MostDeaths} times"));
        }
    }

    private bool IsMoreToCome() => store.Due(DateTime.UtcNow).Count > 0
        || (waits && store.All().Any(job => job.State == JobState.Waiting));

    private void Terminate()
    {
        foreach (Process worker in _workers.Values.Where(worker => !worker.HasExited))
        {
            Signals.Terminate(worker.Id);
        }
    }

    private int End()
    {
        Terminate();
        foreach (Process worker in _workers.Values)
        {
            worker.WaitForExit();
        }

        output.Status(string.Empty);
        Recover(store);
        return ExitCode.Interrupted;
    }

    private string StatusLine() => string.Join("  ", store.All()
        .Where(job => job.State is JobState.Running or JobState.Paused && _workers.ContainsKey(job.Id))
        .Select(job => string.Create(CultureInfo.InvariantCulture, $"job {job.Id} {job.Progress * 100:0}%")));

    private Process Worker(long id)
    {
        string[] arguments = ["queue", QueueCommand.Work, id.ToString(CultureInfo.InvariantCulture), "--queue-file", store.Path];
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [Path.Combine(AppContext.BaseDirectory, "giftgrab.dll"), .. arguments] : arguments)
        {
            // What a worker says is in the queue.
            RedirectStandardInput = true,
        };
        Process worker = Process.Start(start)!;
        worker.StandardInput.Close();
        try
        {
            // A recording that runs meanwhile comes first.
            worker.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }

        return worker;
    }
}
