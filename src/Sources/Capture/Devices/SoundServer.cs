namespace GiftGrab;

/// <summary>The sound server that speaks PulseAudio's protocol: PulseAudio itself, or PipeWire.</summary>
public static class SoundServer
{
    /// <summary>Where it listens; <see langword="null"/> where none answers.</summary>
    /// <param name="reason">Why none is found; empty where one is.</param>
    public static string? Find(out string reason)
    {
        string? asked = Environment.GetEnvironmentVariable("PULSE_SERVER");
        string runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? string.Empty;
        string[] candidates = asked is { Length: > 0 }
            ? [asked.StartsWith("unix:", StringComparison.Ordinal) ? asked["unix:".Length..] : asked]
            : [Path.Combine(runtime, "pulse/native"), "/run/pulse/native"];
        string? found = Array.Find(candidates, path => path.StartsWith('/') && Access.Answers(path));
        reason = found is not null ? string.Empty
            : asked is { Length: > 0 } ? $"PULSE_SERVER names {asked}, which does not answer as a local server"
            : "no server answers; PulseAudio or PipeWire with pipewire-pulse is one";
        return found;
    }
}
