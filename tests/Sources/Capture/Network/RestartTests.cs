using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace GiftGrab.Tests;

/// <summary>Servers that are killed and started again: three times, or as often as GIFTGRAB_TEST_RESTARTS says.</summary>
[Collection("frames")]
public sealed class RestartTests(ITestOutputHelper output) : LeakChecked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int Restarts = int.Parse(Environment.GetEnvironmentVariable("GIFTGRAB_TEST_RESTARTS") ?? "3", CultureInfo.InvariantCulture);

    [RtspTheory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public void Run_WhileAnRtspServerIsRestarted_ReconnectsEachTime(RtspTransport transport) =>
        Run($"RTSP over {transport.ToString().ToUpperInvariant()}", "rtsp://127.0.0.1:{0}/live", port => Peer.ServeRtsp(port), transport);

    [Theory]
    [InlineData("mpegts", "srt://127.0.0.1:{0}?mode=listener", "srt://127.0.0.1:{0}")]
    [InlineData("flv", "rtmp://127.0.0.1:{0}/live/x", "rtmp://127.0.0.1:{0}/live/x", "-listen", "1")]
    public void Run_WhileASenderIsRestarted_ReconnectsEachTime(string format, string from, string to, params string[] options) =>
        Run(to[..4].TrimEnd(':').ToUpperInvariant(), to, port => Peer.Send(format, from.Replace("{0}", $"{port}", StringComparison.Ordinal), options), null);

    private void Run(string name, string address, Func<int, Peer> serve, RtspTransport? transport)
    {
        int port = Peer.FreePort();
        Peer server = serve(port);
        try
        {
            using var source = (LiveSource)Open(address.Replace("{0}", $"{port}", StringComparison.Ordinal), transport);
            using var came = new SemaphoreSlim(0);
            long since = 0;
            var collector = new FrameCollector(onNext: _ =>
            {
                if (Interlocked.Increment(ref since) == 10)
                {
                    came.Release();
                }
            });
            source.Attach(collector);
            source.Start();
            (int Files, int Threads, long Memory) before = default;
            for (int i = 0; i <= Restarts; i++)
            {
                Assert.True(came.Wait(Patience), $"No pictures after restart {i}.");
                Assert.Equal(i, source.Reconnects);
                if (i == 1)
                {
                    before = Use();
                }

                if (i < Restarts)
                {
                    server.Dispose();
                    Interlocked.Exchange(ref since, 0);
                    server = serve(port);
                }
            }

            (int Files, int Threads, long Memory) after = Use();
            source.Stop();
            collector.WaitForEnd();

            output.WriteLine(
                $"{name}: {Restarts} restarts, {source.Reconnects} reconnects, {collector.Frames.Count} pictures; from the first reconnect to the last: "
                + $"descriptors {before.Files} to {after.Files}, threads {before.Threads} to {after.Threads}, memory {before.Memory >> 20} to {after.Memory >> 20} MiB");
            Assert.Null(collector.Error);
            Assert.Equal(Restarts, source.Gaps.Count);
            Assert.All(collector.Frames.Zip(collector.Frames.Skip(1)), pair => Assert.True(pair.Second.Timestamp > pair.First.Timestamp));

            // The runtime and the test's own children come and go by a few; one that is left behind each time would be as many as there were restarts.
            Assert.InRange(after.Files - before.Files, -1000, 8);
            Assert.InRange(after.Threads - before.Threads, -1000, 8);
        }
        finally
        {
            server.Dispose();
        }
    }

    // A sender that listens takes its time to begin.
    private static VideoSource Open(string address, RtspTransport? transport)
    {
        for (long begin = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return VideoSourceFactory.Create(address, new SourceOptions
                {
                    Capture = transport is { } given ? new CaptureOptions { Transport = given } : null,
                    Live = new LiveOptions { ConnectTimeout = TimeSpan.FromSeconds(30), LongestReconnectDelay = TimeSpan.FromSeconds(1) },
                });
            }
            catch (NetworkSourceUnavailableException) when (TimeProvider.System.GetElapsedTime(begin) < Patience)
            {
                Thread.Yield();
            }
        }
    }

    private static (int Files, int Threads, long Memory) Use()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length, process.WorkingSet64);
    }
}
