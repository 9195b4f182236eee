using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GiftGrab.Tests;

/// <summary>A User-Mode Linux with the kernel's virtual capture card, which runs commands of ours once for all tests.</summary>
public sealed class VividMachine : IDisposable
{
    private static readonly string Kernel = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "giftgrab", "vivid", "linux");

    // It takes one minute; a kernel that hangs is a failure, not a wait.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<bool> _ran;

    public VividMachine() => _ran = new Lazy<bool>(Run);

    /// <summary>Why it cannot be had; <see langword="null"/> where it can.</summary>
    internal static string? Missing => File.Exists(Kernel)
        ? null
        : $"{Kernel} is missing: tests/Vivid/build-kernel.sh {Path.GetDirectoryName(Kernel)} builds it from Debian's linux-source-6.1";

    /// <summary>The path of a file that the commands left.</summary>
    public string this[string name] => _ran.Value ? _folder[name] : throw new InvalidOperationException("The machine did not run.");

    public void Dispose() => _folder.Dispose();

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Vivid", "run.sh");

    private bool Run()
    {
        File.WriteAllText(_folder["job.sh"], $"""
            run() ({Giftgrab.ShellCommand} "$@")
            run devices --json >devices.json 2>devices.txt
            run record v4l2:/dev/video0@30,size=640x360 small.mkv --frames 60 --codec ffv1 --queue 500 --json >small.json 2>small.txt
            run record v4l2:/dev/video0,size=123x45 bad.mkv >bad.out 2>bad.txt; echo $? >bad.code
            run record v4l2:/dev/video0,format=yuv410p format.mkv >format.out 2>format.txt; echo $? >format.code
            # Controls of the driver: a picture that is damaged, and what its HDMI input sees (1 is nothing).
            set_control() (python3 -c "import fcntl, struct; fcntl.ioctl(open('/dev/video0', 'rb+', 0), 0xC008561C, struct.pack('Ii', $1, $2))")
            damage() (set_control 0xF0F042 1)
            see() (set_control 0xF0F03E $1)
            await() (for i in $(seq 600); do [ "$(grep -c "\"state\":\"$1\"" signal.json)" = $2 ] && break; sleep 0.1; done)
            {Giftgrab.ShellCommand} record v4l2:/dev/video0,input=3 signal.mkv --codec ffv1 --queue 500 --json >signal.json 2>signal.txt &
            await running 1; damage; see 1; await lost 1; see 0; await running 2; kill -TERM $!; wait $!
            for i in 1 2 3 4; do
                run record v4l2:/dev/video0,input=3 hdmi$i.mkv --frames 10 --codec ffv1 --queue 500 --json >hdmi$i.json 2>hdmi$i.txt
                echo $? >hdmi$i.code
            done
            """);
        using Process process = Process.Start(new ProcessStartInfo("bash", [Script(), Kernel, _folder.Path, "bash", "job.sh"])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(LongestRun))
        {
            process.Kill(entireProcessTree: true);
        }

        return File.Exists(_folder["code.txt"]);
    }
}
