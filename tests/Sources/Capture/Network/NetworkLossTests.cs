using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class NetworkLossTests : LeakChecked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("mpegts", "udp://127.0.0.1:{0}?pkt_size=1316", "udp://127.0.0.1:{0}")]
    [InlineData("mpegts", "srt://127.0.0.1:{0}?mode=listener", "srt://127.0.0.1:{0}")]
    [InlineData("flv", "rtmp://127.0.0.1:{0}/live/x", "rtmp://127.0.0.1:{0}/live/x", "-listen", "1")]
    public void Run_OfAStreamWhoseSenderIsGone_SaysInPlainWordsWhy(string format, string from, string to, params string[] options)
    {
        int port = Peer.FreePort();
        Peer sender = Peer.Send(format, from.Replace("{0}", $"{port}", StringComparison.Ordinal), options);
        using var source = (LiveSource)NetworkTests.OpenSoon(
            to.Replace("{0}", $"{port}", StringComparison.Ordinal),
            new LiveOptions { ConnectTimeout = Patience, StallTimeout = TimeSpan.FromSeconds(1) });
        using var hasPicture = new ManualResetEventSlim();
        using var isLost = new ManualResetEventSlim();
        string? reason = null;
        source.StateChanged += (_, change) =>
        {
            if (change.State == LiveState.Lost)
            {
                reason = change.Reason;
                isLost.Set();
            }
        };
        source.Attach(new FrameCollector(onNext: _ => hasPicture.Set()));

        source.Start();
        bool played = hasPicture.Wait(Patience);
        sender.Dispose();
        bool wasLost = isLost.Wait(Patience);
        source.Stop();

        Assert.True(played && wasLost);
        Assert.Matches(
            $@"^{Regex.Escape(source.Name)} (gives no picture|was ended by the other side|is lost: the other side closed the connection, or it broke)\.$", reason);
    }
}
