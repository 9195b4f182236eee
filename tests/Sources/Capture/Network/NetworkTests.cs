using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class NetworkTests : LeakChecked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [RtspTheory]
    [InlineData(RtspTransport.Tcp, CaptureLatency.Normal)]
    [InlineData(RtspTransport.Udp, CaptureLatency.Low)]
    public void Create_OfAnRtspStream_GivesPictureAndSound(RtspTransport transport, CaptureLatency latency)
    {
        int port = Peer.FreePort();
        using Peer server = Peer.ServeRtsp(port);

        using VideoSource source = Open($"rtsp://127.0.0.1:{port}/live", new CaptureOptions { Transport = transport, Latency = latency });

        AssertPlays(source, 320, 240);
        Assert.Equal(new AudioFormat(48000, 1, "s16"), source.Audio!.Format);
    }

    [RtspTheory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public void Run_OfASenderThatReports_GivesItsTimesBesideTheArrival(RtspTransport transport)
    {
        int port = Peer.FreePort();
        using Peer server = Peer.ServeRtsp(port);
        using VideoSource source = Open($"rtsp://127.0.0.1:{port}/live", new CaptureOptions { Transport = transport });
        List<(long Time, DateTime Sender, DateTime Capture, long Arrival)> told = [];
        using var enough = new ManualResetEventSlim();
        source.Attach(new FrameCollector(onNext: frame =>
        {
            if (frame.SenderTime is { } sender && told.Count < 20)
            {
                told.Add((frame.Timestamp, sender, frame.CaptureTime, frame.ArrivalTimestamp));
                if (told.Count == 20)
                {
                    enough.Set();
                }
            }
        }));

        source.Start();
        Assert.True(enough.Wait(Patience));
        source.Stop();

        // The sender is this machine, and its encoder takes less than a second.
        Assert.All(told, frame => Assert.InRange((frame.Capture - frame.Sender).TotalSeconds, -0.1, 2));
        Assert.All(told, frame => Assert.True(frame.Arrival > 0));
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.Equal(
            (pair.Second.Time - pair.First.Time) / 1e6, (pair.Second.Sender - pair.First.Sender).TotalMilliseconds, 5.0));
    }

    [RtspTheory]
    [InlineData("topsecret")]
    [InlineData("top'secret")]
    public void Create_WithAPassword_PlaysAndTellsNobody(string password)
    {
        int port = Peer.FreePort();
        using Peer server = Peer.ServeRtsp(port, "ann", password);

        using VideoSource source = Open($"rtsp://ann:{password}@127.0.0.1:{port}/live");

        AssertPlays(source, 320, 240);
        Assert.Equal($"rtsp://***@127.0.0.1:{port}/live", source.Name);
    }

    [RtspTheory]
    [InlineData("ann:topsecrets@", "is wrong")]
    [InlineData("", "wants a user name")]
    public void Create_WithoutTheRightPassword_SaysSoWithoutTheOneGiven(string credentials, string words)
    {
        int port = Peer.FreePort();
        using Peer server = Peer.ServeRtsp(port, "ann", "topsecret");

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open($"rtsp://{credentials}127.0.0.1:{port}/live"));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port}/live", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://ann:my topsecret@camera/x", "write %20")]
    [InlineData("http://ann:top\"topsecret@camera/x", "%22")]
    [InlineData("srt://camera:9000?passphrase=is long topsecret", "write %20")]
    [InlineData("rtsp:ann:topsecret@camera/x", "rtsp://HOST")]
    [InlineData("ann:topsecret@camera/x", "is not understood")]
    [InlineData("rtsp://topsecret/x:pw@camera/x", "\"rtsp://***@camera/x\" holds a slash")]
    [InlineData("http://topsecret:12345/topsecret@camera/x", "%2F")]
    [InlineData("rtsp://topsecret@topsecret/topsecret@camera/x", "%2F")]
    [InlineData("sim:rtsp://topsecret:topsecret@camera/x", "\"sim:rtsp://***@camera/x\" is not understood: behind sim: stands another")]
    [InlineData("v4l2:rtsp://topsecret:topsecret@camera/x", "allowed are a path, test:1280x720@30")]
    public void Create_OfAnAddressThatIsNotEscaped_IsRefusedWithoutThePassword(string address, string words)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => VideoSourceFactory.Create(address));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", Credentials.Redact(refusal.Message), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mpegts", "udp://127.0.0.1:{0}?pkt_size=1316", "udp://127.0.0.1:{0}")]
    [InlineData("mpegts", "srt://127.0.0.1:{0}?mode=listener", "srt://127.0.0.1:{0}")]
    [InlineData("mpegts", "srt://127.0.0.1:{0}?mode=listener&passphrase=0123456789", "srt://127.0.0.1:{0}?passphrase=0123456789")]
    [InlineData("flv", "rtmp://127.0.0.1:{0}/live/x", "rtmp://127.0.0.1:{0}/live/x", "-listen", "1")]
    [InlineData("mpegts", "http://127.0.0.1:{0}", "http://127.0.0.1:{0}/x.ts", "-listen", "1")]
    [InlineData("mpegts", "tcp://127.0.0.1:{0}?listen=1", "tcp://127.0.0.1:{0}")]
    public void Create_OfAStream_GivesItsPictures(string format, string from, string to, params string[] options)
    {
        int port = Peer.FreePort();
        string address = to.Replace("{0}", $"{port}", StringComparison.Ordinal);
        using Peer sender = Peer.Send(format, from.Replace("{0}", $"{port}", StringComparison.Ordinal), options);

        using VideoSource source = OpenSoon(address);

        AssertPlays(source, 320, 240);
        Assert.DoesNotContain("0123456789", source.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("over-http.mp4")]
    [InlineData("over-http.ts")]
    [InlineData("over-http.mkv")]
    public void Run_OfAFileOverHttp_EndsAtItsEnd(string name)
    {
        using var server = new HttpFile(ClipOverHttp(name));
        using var source = (LiveSource)Open(server.Address);

        // More than any queue holds: a file waits.
        FrameCollector seen = FrameCollector.Run(source);

        Assert.True(seen.IsCompleted);
        Assert.Equal(60, seen.Frames.Count);
        Assert.Equal(1_966_666_667, seen.Frames[^1].Timestamp, 1_000_000d);
        Assert.Empty(source.Gaps);
        Assert.Equal(LiveEnd.EndOfStream, source.End);
        Assert.False(source.IsLive);
        Assert.False(source.IsEndless);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("over-http.mp4")]
    [InlineData("over-http.ts")]
    public void Run_OfAFileOverHttpThatBreaksOff_FailsAndBeginsNotAnew(string name)
    {
        using var server = new HttpFile(ClipOverHttp(name), share: 0.7);
        using var source = (LiveSource)Open(server.Address);

        FrameCollector seen = FrameCollector.Run(source);

        Assert.StartsWith($"{server.Address} is lost: ", Assert.IsType<NetworkSourceUnavailableException>(seen.Error).Message, StringComparison.Ordinal);
        Assert.InRange(seen.Frames.Count, 20, 59);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("rtsp://ann:topsecret@127.0.0.1:{0}/live")]
    [InlineData("rtmp://ann:topsecret@127.0.0.1:{0}/live/x")]
    [InlineData("srt://127.0.0.1:{0}?passphrase=topsecret123")]
    [InlineData("http://ann:topsecret@127.0.0.1:{0}/live.ts")]
    [InlineData("udp://127.0.0.1:{0}")]
    public void Create_WhereNobodyIs_SaysSoInTimeWithoutThePassword(string address)
    {
        int port = Peer.FreePort();

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(
            () => Open(address.Replace("{0}", $"{port}", StringComparison.Ordinal), timeout: TimeSpan.FromSeconds(2)));

        Assert.Contains($"127.0.0.1:{port}", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp")]
    [InlineData("rtmp")]
    [InlineData("http")]
    public void Create_WhereTheServerIsSilent_GivesUpInTime(string scheme)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string host = silent.LocalEndpoint.ToString()!;

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open($"{scheme}://{host}/live", timeout: TimeSpan.FromSeconds(1)));

        Assert.Contains($"{scheme}://{host}/live gave no picture within 1 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfAnUnknownName_NamesIt()
    {
        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open("rtsp://ann:topsecret@no-such-host.invalid/live"));

        Assert.Contains("no-such-host.invalid", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp:camera")]
    [InlineData("rtsp://")]
    [InlineData("srt://ann:topsecret@:x")]
    public void Create_OfWhatIsNoAddress_SaysWhatIsAllowed(string address)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => Open(address));

        Assert.Contains("//HOST", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("ninechars")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public void Create_OfAPassphraseThatSrtCannotTake_SaysHowLongItMayBe(string passphrase)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => Open($"srt://127.0.0.1:9?mode=caller&passphrase={passphrase}"));

        Assert.Contains("10 to 79 characters", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(passphrase, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srt://127.0.0.1", "srt://127.0.0.1:9000")]
    [InlineData("srt://127.0.0.1?mode=listener", "srt://127.0.0.1:9000")]
    [InlineData("udp://ann:topsecret@127.0.0.1", "udp://127.0.0.1:9000")]
    [InlineData("rtp://[::1]/x", "rtp://[::1]:9000")]
    [InlineData("tcp://127.0.0.1", "tcp://127.0.0.1:9000")]
    public void Create_OfAProtocolWithoutAUsualPort_SaysThatItIsMissing(string address, string example)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => Open(address));

        Assert.Contains($"\"{Credentials.RedactAddress(address)}\" has no port", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"as in {example}.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfAnSrtModeThatIsNone_NamesItAndWhatIsAllowed() => Assert.Contains(
        "The mode \"bogus\" of srt://127.0.0.1:9?mode=bogus is none of SRT's; allowed are caller, listener, rendezvous.",
        Assert.Throws<SourceAddressException>(() => Open("srt://127.0.0.1:9?mode=bogus")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("?passphrase=topsecret-but-wrong")]
    public void Create_OfAnSrtStreamWithAnotherPassphrase_SaysThatItLooksLikeThat(string query)
    {
        int port = Peer.FreePort();
        using Peer sender = Peer.Send("mpegts", $"srt://127.0.0.1:{port}?mode=listener&passphrase=topsecret-and-right");

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open($"srt://127.0.0.1:{port}{query}", timeout: TimeSpan.FromSeconds(3)));

        Assert.Contains("the server refuses, or does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("passphrase", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WhereHttpWantsAPassword_ShowsHowOneIsGiven()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        Task answers = Task.Run(async () =>
        {
            // FFmpeg asks again on the same connection or another one.
            while (true)
            {
                using TcpClient client = await server.AcceptTcpClientAsync();
                byte[] asked = new byte[4096];
                _ = await client.GetStream().ReadAsync(asked);
                await client.GetStream().WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        });

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open($"http://{server.LocalEndpoint}/live.ts"));
        server.Stop();
        await answers.ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Contains("as in http://USER:PASSWORD@HOST", Credentials.Redact(refusal.Message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RtspTransport.Tcp, "does not send over TCP", "--rtsp-transport udp")]
    [InlineData(RtspTransport.Udp, "does not send over UDP", "--rtsp-transport tcp")]
    public void Create_WhereTheServerHasNotTheTransport_NamesTheOther(RtspTransport transport, params string[] words)
    {
        using var server = new RtspRefusal();

        var refusal = Assert.Throws<NetworkSourceUnavailableException>(() => Open(server.Address, new CaptureOptions { Transport = transport }));

        Assert.All([server.Address, .. words], word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }

    private static VideoSource Open(string address, CaptureOptions? capture = null, TimeSpan? timeout = null) =>
        VideoSourceFactory.Create(address, new SourceOptions { Capture = capture, Live = new LiveOptions { ConnectTimeout = timeout ?? Patience } });

    private static string ClipOverHttp(string name)
    {
        string[] movable = name.EndsWith(".mp4", StringComparison.Ordinal) ? ["-movflags", "+faststart"] : [];
        return Clips.Make(name, ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=2", "-c:v", "libx264", "-g", "10", "-pix_fmt", "yuv420p", .. movable]);
    }

    // A sender that listens takes its time to begin.
    internal static VideoSource OpenSoon(string address, LiveOptions? live = null)
    {
        for (long begin = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return VideoSourceFactory.Create(address, new SourceOptions { Live = live ?? new LiveOptions { ConnectTimeout = Patience } });
            }
            catch (NetworkSourceUnavailableException) when (TimeProvider.System.GetElapsedTime(begin) < Patience)
            {
                Thread.Yield();
            }
        }
    }

    private static void AssertPlays(VideoSource source, int width, int height)
    {
        Assert.Equal((width, height), (source.Width, source.Height));
        List<long> times = [];
        ScreenTests.Run(source, 20, frame => times.Add(frame.Timestamp));
        Assert.Equal(times.Order().Distinct(), times);
    }
}
