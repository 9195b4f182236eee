using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GiftGrab.Tests;

/// <summary>What a recording tells of an address that has a password in it.</summary>
public sealed class RecordSecretTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Record_OfAnAddressWithAPassword_LeavesItOutOfEveryFileAndMessage()
    {
        int port = FreePort();
        using Process sender = Process.Start(new ProcessStartInfo("ffmpeg",
        [
            "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency",
            "-g", "10", "-pix_fmt", "yuv420p", "-f", "mpegts", $"udp://127.0.0.1:{port}?pkt_size=1316",
        ]))!;
        CommandResult result;
        try
        {
            result = Giftgrab.RunIn(
                _folder.Path, "record", $"udp://ann:hun'topsecret@127.0.0.1:{port}?passphrase=hun'hush12345678", "--dataset", "set", "--frames", "10", "--json",
                "--title", "ward 3", "--preset", "ultrafast");
        }
        finally
        {
            sender.Kill();
            sender.WaitForExit();
        }

        Assert.True(result.ExitCode == 0, result.Errors);
        string[] files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith(".mkv.json", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("manifest.json", StringComparison.Ordinal) && File.ReadAllText(file).Contains($"127.0.0.1:{port}", StringComparison.Ordinal));
        foreach (string text in files.Select(File.ReadAllText).Concat(files).Append(result.Output).Append(result.Errors))
        {
            Assert.DoesNotContain("hun'", text, StringComparison.Ordinal);
            Assert.DoesNotContain("topsecret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hush12345678", text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
