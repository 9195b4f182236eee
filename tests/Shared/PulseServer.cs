using System.Diagnostics;

namespace GiftGrab.Tests;

/// <summary>A PulseAudio server of a test's own: one null sink, whose monitor is the source.</summary>
internal sealed class PulseServer : IDisposable
{
    /// <summary>The only source: what is played into the sink.</summary>
    public const string Source = "speaker.monitor";

    /// <summary>What people call it.</summary>
    public const string Description = "Monitor of Test-Speaker";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public PulseServer() => Start();

    /// <summary>Why no server can be started here; <see langword="null"/> where one can.</summary>
    public static string? Missing { get; } = Array.Find((string[])["pulseaudio", "paplay"], command => !IsInstalled(command)) switch
    {
        null => null,
        "pulseaudio" => "pulseaudio is missing; Debian's package pulseaudio brings it",
        _ => "paplay is missing; Debian's package pulseaudio-utils brings it",
    };

    /// <summary>Where it listens, as <c>PULSE_SERVER</c> names it.</summary>
    public string Address => $"unix:{Socket}";

    private string Socket => _folder["native"];

    /// <summary>Starts it, where it was killed.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no", "--high-priority=no",
                "-L", $"module-native-protocol-unix socket={Socket} auth-anonymous=1",
                "-L", "module-null-sink sink_name=speaker sink_properties=device.description=Test-Speaker rate=48000",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in (string[])["HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH"])
        {
            start.Environment[variable] = _folder.Path;
        }

        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:";
        _process = Process.Start(start)!;
        foreach (Action read in (Action[])[_process.BeginOutputReadLine, _process.BeginErrorReadLine])
        {
            read();
        }

        var waited = Stopwatch.StartNew();
        while (!Answers())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20) && !_process.HasExited, "pulseaudio does not start.");
            Thread.Yield();
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
        File.Delete(Socket);
    }

    /// <summary>Begins to play a file; killed with the test if it is not over.</summary>
    public Process Play(string path) => Process.Start(new ProcessStartInfo("paplay", [$"--server={Address}", "--device=speaker", path]))!;

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private bool Answers()
    {
        using Process asked = Process.Start(new ProcessStartInfo("pactl", [$"--server={Address}", "list", "short", "sources"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string sources = asked.StandardOutput.ReadToEnd();
        asked.WaitForExit();
        return sources.Contains(Source, StringComparison.Ordinal);
    }

    private static bool IsInstalled(string command) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, command)));
}
