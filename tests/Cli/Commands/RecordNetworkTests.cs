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
    [InlineData("--latency", "soon", "normal, low")]
    [InlineData("--rtsp-transport", "pigeon", "tcp, udp")]
    public void Record_WithAnUnknownChoice_ListsThem(string option, string value, string allowed) =>
        Giftgrab.RunHere("record", "rtsp://127.0.0.1:1/x", "x.mkv", option, value).IsRefused(2, value, allowed);
}
