namespace GiftGrab.Cli;

/// <summary>Works on one job, in a process of its own.</summary>
internal static class JobWorker
{
    /// <summary>Works until the job is finished, failed, cancelled, or a signal comes.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">Another worker has the job, or it waits for none.</exception>
    public static int Run(JobStore store, long id)
    {
        using IDisposable taken = JobLock.TryTake(store, id) ?? throw new UsageException($"Another worker has job {id}.");
        Job job = store.Find(id);

        // A job that runs though nobody had it lost its worker.
        if (!store.Change(id, [JobState.Waiting, JobState.Running], JobState.Running))
        {
            throw new UsageException($"Job {id} is {job.State}; a worker takes a Waiting one.");
        }

        using var control = new JobControl(store.Path, id);
        using var signals = new StopSignals(control.Quit, TimeProvider.System, ProcessEnd.Exit);
        try
        {
            JobSpec spec = job.Spec;
            if (spec is { IsInterrupted: true, Frames: null })
            {
                spec = InterruptedRecording.Mend(spec);
                store.Describe(id, spec);
            }

            var encoding = new DeferredEncoding(id, spec, control);
            if (!job.IsVerified)
            {
                encoding.Make();
                store.SetVerified(id, true);
            }

            encoding.Publish();
            store.SetProgress(id, 1);
            store.Change(id, [JobState.Running, JobState.Paused, JobState.Cancelled], JobState.Finished);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            store.Change(id, [JobState.Running], JobState.Waiting);
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is GiftGrabException or IOException or UnauthorizedAccessException or FormatException or UsageException)
        {
            store.SetVerified(id, false);
            store.Change(id, [JobState.Running, JobState.Paused], JobState.Failed, CommandOutput.OneLine(exception.Message));
            return ExitCode.Failed;
        }
    }
}
