using System.Globalization;
using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>What is answered to a command, on one line.</summary>
/// <param name="Event">control.</param>
/// <param name="Command">The command, as far as it was understood.</param>
/// <param name="Ok">Whether it was one that could be followed.</param>
/// <param name="Changed">Whether it changed anything.</param>
/// <param name="Message">What it did, or why not.</param>
/// <param name="State">stopped, recording or paused.</param>
/// <param name="Frame">The number of the first frame that it holds for.</param>
/// <param name="Files">The files that it is about.</param>
/// <param name="Counts">What became of every frame.</param>
internal sealed record ControlAnswer(
    string Event, string Command, bool Ok, bool Changed, string Message,
    string? State = null, long? Frame = null, IReadOnlyList<string>? Files = null, ControlCounts? Counts = null)
{
    /// <summary>An answer to what cannot be followed.</summary>
    public static ControlAnswer Refuse(string command, string message) => new("control", command, false, false, CommandOutput.OneLine(message));

    /// <summary>Reads a line that <see cref="ToLine"/> made for programs.</summary>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static ControlAnswer? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CliJson.Readable.ControlAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The line, for people or for programs, without the credentials of what was sent.</summary>
    public string ToLine(bool asJson) => WithoutCredentials().Write(asJson);

    private ControlAnswer WithoutCredentials() => this with
    {
        Command = Credentials.Redact(Command),
        Message = Credentials.Redact(Message),
        Files = Files is null ? null : [.. Files.Select(Credentials.Redact)],
    };

    private string Write(bool asJson)
    {
        if (asJson)
        {
            return CliJson.Line(this, CliJson.Readable.ControlAnswer);
        }

        if (!Ok)
        {
            return $"ERROR {Message}";
        }

        string files = Files is { Count: > 0 } ? $" [{string.Join(", ", Files)}]" : string.Empty;
        string counts = Counts is { } all
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; {State}, {all.Received} received = {all.Encoded} encoded + {all.Skipped} skipped + {all.Dropped} dropped + {all.Waiting} waiting")
            : string.Empty;
        return $"OK {Command}: {Message}{files}{counts}";
    }
}

/// <summary>What became of every frame of a controlled recording.</summary>
internal sealed record ControlCounts(long Received, long Encoded, long Skipped, long Dropped, long Waiting);
