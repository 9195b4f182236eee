using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GiftGrab.Tests;

/// <summary>A program at the other end of the network, which here is this machine.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(string command, IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Why no RTSP server can be started here; <see langword="null"/> where one can.</summary>
    public static string? MissingRtsp { get; } = FindMissingRtsp();

    /// <summary>A port of this machine that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Sends a moving picture and a tone by <c>ffmpeg</c>, in real time.</summary>
    /// <param name="format">FFmpeg's name of the container.</param>
    /// <param name="address">Where to; for some protocols where it listens.</param>
    /// <param name="options">More of FFmpeg's options.</param>
    public static Peer Send(string format, string address, params IEnumerable<string> options) => new(
        "ffmpeg",
        [
            "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25", "-re", "-f", "lavfi", "-i", "sine=r=48000",
            "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "10", "-pix_fmt", "yuv420p", "-c:a", "aac", .. options, "-f", format, address,
        ]);

    /// <summary>Serves <c>rtsp://127.0.0.1:PORT/live</c>; returns once it listens.</summary>
    public static Peer ServeRtsp(int port, params IEnumerable<string> credentials)
    {
        var peer = new Peer("/usr/bin/python3", [Path.Combine(Repository.Root, "tests", "Shared", "rtsp-server.py"), $"{port}", .. credentials]);
        Assert.Equal("ready", peer._process.StandardOutput.ReadLine());
        return peer;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string? FindMissingRtsp()
    {
        const string packages = "python3-gi, gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-good and gstreamer1.0-plugins-ugly";
        const string probe = """
            import gi
            gi.require_version("GstRtspServer", "1.0")
            from gi.repository import Gst, GstRtspServer
            Gst.init(None)
            assert Gst.ElementFactory.find("x264enc") and Gst.ElementFactory.find("rtph264pay")
            """;
        if (!File.Exists("/usr/bin/python3"))
        {
            return "Debian's python3 is missing";
        }

        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", probe]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"GStreamer's RTSP server is missing; Debian's {packages} bring it";
    }
}
