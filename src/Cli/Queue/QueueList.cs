using System.Globalization;
using System.Text;

namespace GiftGrab.Cli;

/// <summary>What is in a queue, for people and for programs.</summary>
internal static class QueueList
{
    public static string Of(JobStore store, bool json)
    {
        IReadOnlyList<Job> jobs = store.All();
        if (json)
        {
            return CliJson.Line(
                new QueueFact(store.Path, [.. jobs.Select(job => new JobFact(
                    job.Id, job.State.ToString(), Math.Round(job.Progress * 100, 1), job.Priority, job.NotBefore, job.Spec.Source, job.Spec.Output, job.Error))]),
                CliJson.Readable.QueueFact);
        }

        if (jobs.Count == 0)
        {
            return "no job";
        }

        var text = new StringBuilder();
        foreach (Job job in jobs)
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty);
            text.Append(CultureInfo.InvariantCulture, $"{job.Id,4}  {job.State,-9} {PercentOf(job),4}  {job.Spec.Output}");
            text.Append(job.NotBefore is { } start && job.State == JobState.Waiting
                ? string.Create(CultureInfo.InvariantCulture, $" (not before {start.ToLocalTime():yyyy-MM-dd HH:mm})")
                : string.Empty);
            text.Append(job.Error is { } error ? $" ({error})" : string.Empty);
        }

        return text.ToString();
    }

    /// <summary>How far a job is, where anything is done: of one that failed or waits there is nothing.</summary>
    private static string PercentOf(Job job) => job.State is JobState.Running or JobState.Paused or JobState.Finished
        ? string.Create(CultureInfo.InvariantCulture, $"{job.Progress * 100:0}%")
        : "-";
}
