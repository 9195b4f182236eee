using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Tells how a recording of sound alone goes, to people or as JSON events.</summary>
internal sealed class SoundReport(CommandOutput output, ReportRequest request)
{
    private readonly bool _isLive = CommandOutput.IsTerminal && !request.Quiet && !request.Json;

    /// <summary>How often the state is wanted; <see langword="null"/>: never.</summary>
    public TimeSpan? Interval =>
        request.Json ? request.Interval ?? TimeSpan.FromSeconds(1)
        : request.Quiet ? null
        : request.Interval ?? (_isLive ? TimeSpan.FromSeconds(0.25) : null);

    /// <summary>Nothing could begin. From any thread; nothing follows.</summary>
    public void NotBegun(ErrorEvent failure)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(failure, CliJson.Readable.ErrorEvent));
        }

        output.Message(failure.Message);
    }

    public void Started(SoundStartedEvent started)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(started, CliJson.Readable.SoundStartedEvent));
            return;
        }

        foreach (SoundOutputFact fact in started.Outputs)
        {
            if (!request.Quiet)
            {
                output.Message($"{fact.Path}: {fact.AudioCodec} by {fact.Encoder}, {fact.SampleRate} Hz, {fact.Channels} channels");
            }

            if (fact.Command is not null)
            {
                output.Plain($"plan: {fact.Plan}");
                output.Plain(fact.Command);
            }
        }
    }

    public void Progress(SoundProgressEvent progress)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(progress, CliJson.Readable.SoundProgressEvent));
            return;
        }

        string level = progress.Sound is { } sound ? string.Create(CultureInfo.InvariantCulture, $"  peak {sound.Peak:0.0}  RMS {sound.Rms:0.0} dBFS") : string.Empty;
        string line = $"{Units.Clock(TimeSpan.FromSeconds(progress.Position))}{level}  {Units.Bytes(progress.Outputs.Sum(one => one.Bytes))}";
        if (_isLive)
        {
            output.Status(line);
        }
        else
        {
            output.Plain(line);
        }
    }

    public void Warning(string message)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(new WarningEvent("warning", Credentials.Redact(message)), CliJson.Readable.WarningEvent));
        }
        else
        {
            output.Message($"warning: {message}");
        }
    }

    public void SourceState(SourceStateEvent change)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(change, CliJson.Readable.SourceStateEvent));
        }
    }

    public void OutputFailed(OutputFailedEvent failed)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(failed with { Message = Credentials.Redact(failed.Message) }, CliJson.Readable.OutputFailedEvent));
        }

        output.Message(failed.Message);
    }

    public void Finished(SoundFinishedEvent finished)
    {
        if (request.Json)
        {
            output.Result(CliJson.Line(finished, CliJson.Readable.SoundFinishedEvent));
        }
        else
        {
            output.Status(string.Empty);
            foreach (SoundOutputResult result in finished.Outputs.Where(result => result.Duration > 0 && !request.Quiet))
            {
                string end = result.Finalised ? string.Empty : ", ends early";
                output.Result(string.Create(
                    CultureInfo.InvariantCulture, $"{result.Path}: {result.AudioCodec}, {result.Duration:0.000} s, {Units.Bytes(result.Bytes)}{end}"));
            }
        }

        if (finished.Error is { } error)
        {
            output.Message(error);
        }

        if (finished.StoppedBy == "idle" && !request.Json && !request.Quiet)
        {
            output.Message(TextReport.EndedIdle);
        }
    }
}
