using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GiftGrab.Tests;

public sealed class RecordNetworkTests
{
    [Theory]
    [InlineData("rtsp://ann:topsecret@127.0.0.1:1/live")]
    [InlineData("srt://127.0.0.1:1?passphrase=topsecret123", "--log-level", "trace")]
    [InlineData("rtsp://ann:topsecret@127.0.0.1:1/live", "--json")]
    [InlineData("rtsp://ann:topsecret@127.0.0.1:1/live", "--size", "64x64")]
    [InlineData("foo://ann:topsecret@127.0.0.1:1/live")]
    public void Record_OfAnAddressWithAPassword_NeverShowsIt(string address, params string[] options)
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, ["record", address, "x.mkv", .. options]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("topsecret", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record", "foo://x", "\"foo://x\" is not understood; allowed are a path, test:1280x720@30")]
    [InlineData("convert", "foo://x", "\"foo://x\" is not understood; allowed are a path, test:1280x720@30")]
    [InlineData("record", "v4l2:rtsp://u:p@h/x", "\"v4l2:rtsp://***@h/x\" is not understood")]
    [InlineData("record", "screen:rtsp://u:p@h/x", "\"screen:rtsp://***@h/x\" is not understood")]
    public void Record_OfAnAddressThatIsNone_ShowsItAndAllThatIsAllowed(string command, string address, string words) =>
        Giftgrab.RunHere(command, address, "x.mkv").IsRefused(2, words, "screen::0+10,20@30", "rtsp|rtmp|srt|udp|http://HOST...");

    [Theory]
    [InlineData("rtsp//ann:topsecret@127.0.0.1/x", "x.mkv", "the source rtsp//***@127.0.0.1/x does not exist")]
    [InlineData("test:", "rtsp://ann:12 topsecret@h/x.mkv", "rtsp://***@h/x.mkv cannot be written: it is an address")]
    [InlineData("test:", "x.mkv", "\"rtsp//***@h/x\" is neither a file nor a device", "--audio", "rtsp//ann:topsecret@h/x")]
    public void Record_OfAMistypedAddress_ShowsNoPassword(string source, string output, string words, params string[] options)
    {
        CommandResult result = Giftgrab.RunHere(["record", source, output, "-t", "1", .. options]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp", "300ms", "0.3 s")]
    [InlineData("http", "0.2", "0.2 s")]
    [InlineData("tcp", "100ms", "0.1 s")]
    public void Record_OfAServerThatSaysNothing_GivesItUpAfterTheTimeToConnect(string scheme, string timeout, string told)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", $"{scheme}://ann:topsecret@{silent.LocalEndpoint}/live", "x.mkv", "--connect-timeout", timeout);

        result.IsRefused(1, $"{scheme}://***@{silent.LocalEndpoint}/live gave no picture within {told}");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_ForATimeOfAStreamWhoseSoundComesFirst_IsThatLong()
    {
        using var folder = new TemporaryFolder();
        int port = Peer.FreePort();
        using Peer peer = Peer.Send("mpegts", $"udp://127.0.0.1:{port}", "-vf", "setpts=PTS+0.7/TB");

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", $"udp://127.0.0.1:{port}", "x.mkv", "-t", "2s");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(2, double.Parse(Ffmpeg.Probe("-show_entries", "format=duration", "-of", "csv=p=0", folder["x.mkv"]), CultureInfo.InvariantCulture), 0.06);
        Assert.Equal(50, Ffmpeg.CountFrames(folder["x.mkv"]), 1.0);
    }

    [Theory]
    [InlineData("99ms", "0.1 s to 600 s")]
    [InlineData("11m", "0.1 s to 600 s")]
    [InlineData("0", "a time above 0")]
    [InlineData("soon", "\"soon\"")]
    public void Record_WithATimeToConnectThatCannotBe_SaysWhatIsAllowed(string timeout, string allowed) =>
        Giftgrab.RunHere("record", "rtsp://127.0.0.1:1/x", "x.mkv", "--connect-timeout", timeout).IsRefused(2, "time to connect", allowed);

    [Fact]
    public void Record_OfWhatIsNotLiveWithATimeToConnect_IsRefused() =>
        Giftgrab.RunHere("record", "test:", "x.mkv", "--connect-timeout", "1s").IsRefused(2, "no live source", "--connect-timeout");

    [Theory]
    [InlineData("--latency", "soon", "normal, low")]
    [InlineData("--rtsp-transport", "pigeon", "tcp, udp")]
    public void Record_WithAnUnknownChoice_ListsThem(string option, string value, string allowed) =>
        Giftgrab.RunHere("record", "rtsp://127.0.0.1:1/x", "x.mkv", option, value).IsRefused(2, value, allowed);
}
