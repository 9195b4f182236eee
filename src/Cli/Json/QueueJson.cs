namespace GiftGrab.Cli;

/// <summary>An output of a recording will be encoded later.</summary>
/// <param name="Event">deferred.</param>
/// <param name="Job">The job's number.</param>
/// <param name="Path">The output.</param>
/// <param name="Source">What it will be made of.</param>
internal sealed record DeferredEvent(string Event, long Job, string Path, string Source);

/// <summary>What <c>giftgrab queue list --json</c> prints.</summary>
internal sealed record QueueFact(string Queue, IReadOnlyList<JobFact> Jobs);

/// <summary>A job.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">Waiting, Running, Finished, Failed, Paused or Cancelled.</param>
/// <param name="Percent">How far it is.</param>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="NotBefore">When it may begin, in UTC.</param>
/// <param name="Source">What is encoded.</param>
/// <param name="Output">What is made of it.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record JobFact(
    long Id, string State, double Percent, int Priority, DateTime? NotBefore, string Source, string Output, string? Error);
