namespace GiftGrab;

/// <summary>The sound server that speaks PulseAudio's protocol: PulseAudio itself, or PipeWire.</summary>
public static class SoundServer
{
    /// <summary>The server that <c>PULSE_SERVER</c> names; <see langword="null"/> where it names none.</summary>
    internal static string? Asked => Environment.GetEnvironmentVariable("PULSE_SERVER") is { Length: > 0 } asked ? asked : null;

    /// <summary>Where it listens; <see langword="null"/> where none answers.</summary>
    /// <param name="reason">Why none is found; empty where one is.</param>
    public static string? Find(out string reason)
    {
        string? asked = Asked;
        string runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? string.Empty;
        string[] candidates = asked is not null
            ? [asked.StartsWith("unix:", StringComparison.Ordinal) ? asked["unix:".Length..] : asked]
            : [Path.Combine(runtime, "pulse/native"), "/run/pulse/native"];
        string? found = Array.Find(candidates, path => path.StartsWith('/') && Access.Answers(path));
        reason = found is not null ? string.Empty
            : asked is not null ? $"PULSE_SERVER names {asked}, which does not answer as a local server"
            : "no server answers; PulseAudio or PipeWire with pipewire-pulse is one";
        return found;
    }
}
