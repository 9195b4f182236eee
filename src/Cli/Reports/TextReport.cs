using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Tells a recording to people: a live line on a terminal, the result on standard output.</summary>
internal sealed class TextReport(CommandOutput output, ReportRequest request) : IRecordingReport
{
    /// <summary>Why a recording ended of which nobody asked the end at that moment.</summary>
    public const string EndedIdle = "ended idle: nothing came for as long as --idle allows";

    private readonly bool _isLive = CommandOutput.IsTerminal && !request.Quiet;

    public TimeSpan? Interval => request.Quiet ? null : request.Interval ?? (_isLive ? TimeSpan.FromSeconds(0.5) : null);

    public void NotBegun(ErrorEvent failure) => output.Message(failure.Message);

    public void Started(StartedEvent started)
    {
        if (!request.Quiet)
        {
            foreach (OutputFact fact in started.Outputs)
            {
                output.Message(Describe(fact));
            }
        }

        foreach (OutputFact fact in started.Outputs.Where(fact => fact.Command is not null))
        {
            output.Plain($"plan: {fact.Plan}");
            output.Plain(fact.Command!);
        }
    }

    public void Progress(ProgressEvent progress)
    {
        if (_isLive)
        {
            output.Status(StatusLine.Of(progress));
        }
        else
        {
            output.Plain(StatusLine.Of(progress));
        }
    }

    public void Warning(string message) => output.Message($"warning: {message}");

    public void SourceState(SourceStateEvent change)
    {
        // What matters of it to people is in the log, which they see.
    }

    public void FirstFrames(FirstFramesEvent first)
    {
        if (!request.Quiet)
        {
            output.Message(string.Create(CultureInfo.InvariantCulture, $"the first frames of {first.Sources.Count} sources came within {first.SpreadMs:0.0} ms"));
        }
    }

    public void Snapshot(SnapshotEvent snapshot)
    {
        if (!request.Quiet)
        {
            output.Result(snapshot.Path);
        }
    }

    public void OutputFailed(OutputFailedEvent failed) => output.Message(failed.Message);

    public void Answer(string line) => output.Result(line);

    public void Finished(FinishedEvent finished)
    {
        output.Status(string.Empty);
        foreach (OutputResult result in finished.Outputs.Where(result => result.Encoded > 0 && !request.Quiet))
        {
            output.Result(Describe(result));
        }

        if (finished.Error is { } error)
        {
            output.Message(error);
        }

        if (finished.StoppedBy == "idle" && !request.Quiet)
        {
            output.Message(EndedIdle);
        }
    }

    private static string Describe(OutputFact fact)
    {
        string lossless = fact.Lossless && fact.RateControl != "lossless" ? ", lossless" : string.Empty;
        string control = fact.RateControl == "none" ? string.Empty : $", {fact.RateControl}";
        string sound = fact.AudioCodec is null ? string.Empty : $", sound {fact.AudioCodec}";
        return $"{fact.Path}: {fact.Codec} by {fact.Encoder}{control}{lossless}, {fact.Width}x{fact.Height} {fact.PixelFormat}, {fact.FrameRate} fps{sound}";
    }

    private static string Describe(OutputResult result)
    {
        string constant = result.Repeated + result.Skipped == 0
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $", {result.Repeated} repeated, {result.Skipped} skipped");
        string adjusted = result.AdjustedTimestamps == 0
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $", {result.AdjustedTimestamps} equal times moved apart");
        string parts = result.Parts is [var only] ? $" in {only.Path}"
            : result.Parts is { Count: > 1 } files ? $" in {files.Count} files, {files[0].Path} to {files[^1].Path}"
            : string.Empty;
        string end = result.Finalised ? string.Empty : ", ends early";
        string verified = result.VerifiedFrames is null ? string.Empty : $", {result.VerifiedFrames} frames verified";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Path}: {result.Encoded} frames, {result.Duration:0.000} s, {Units.Bytes(result.Bytes)}{constant}{adjusted}{verified}{parts}{end}");
    }
}
