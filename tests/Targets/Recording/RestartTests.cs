using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace GiftGrab.Tests;

/// <summary>A recording of servers that are killed and started again: three times, or as often as GIFTGRAB_TEST_RESTARTS says.</summary>
[Collection("frames")]
public sealed class RestartTests(ITestOutputHelper output) : LeakChecked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int Restarts = int.Parse(Environment.GetEnvironmentVariable("GIFTGRAB_TEST_RESTARTS") ?? "3", CultureInfo.InvariantCulture);
    private readonly TemporaryFolder _folder = new();

    [RtspTheory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public Task Record_WhileAnRtspServerIsRestarted_GoesOnEachTimeAndMarksTheGaps(RtspTransport transport) =>
        RecordAsync($"RTSP over {transport.ToString().ToUpperInvariant()}", "rtsp://127.0.0.1:{0}/live", port => Peer.ServeRtsp(port), transport);

    [Theory]
    [InlineData("mpegts", "srt://127.0.0.1:{0}?mode=listener", "srt://127.0.0.1:{0}")]
    [InlineData("flv", "rtmp://127.0.0.1:{0}/live/x", "rtmp://127.0.0.1:{0}/live/x", "-listen", "1")]
    public Task Record_WhileASenderIsRestarted_GoesOnEachTimeAndMarksTheGaps(string format, string from, string to, params string[] options) =>
        RecordAsync(to[..4].TrimEnd(':').ToUpperInvariant(), to, port => Peer.Send(format, from.Replace("{0}", $"{port}", StringComparison.Ordinal), options), null);

    protected override void Release() => _folder.Dispose();

    private async Task RecordAsync(string name, string address, Func<int, Peer> serve, RtspTransport? transport)
    {
        int port = Peer.FreePort();
        Peer server = serve(port);
        try
        {
            using var source = (LiveSource)Open(address.Replace("{0}", $"{port}", StringComparison.Ordinal), transport);
            string path = _folder["long.mkv"];
            using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, path, source.FrameRate, new VideoTargetOptions
            {
                Sidecar = true,
                QueueCapacity = 512,
                Video = new VideoEncoderOptions { Preset = "ultrafast" },
            });
            source.Attach(target);
            source.Audio?.Attach(target);
            using var came = new SemaphoreSlim(0);
            long since = 0;
            using IDisposable counting = source.Subscribe(new PictureCount(() =>
            {
                if (Interlocked.Increment(ref since) == 10)
                {
                    came.Release();
                }
            }));
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
            await target.Completion;

            output.WriteLine(
                $"{name}: {Restarts} restarts, {source.Reconnects} reconnects, {target.Statistics.Output.VideoFrames} pictures; from the first reconnect to the last: "
                + $"descriptors {before.Files} to {after.Files}, threads {before.Threads} to {after.Threads}, memory {before.Memory >> 20} to {after.Memory >> 20} MiB");
            Assert.Equal(Restarts, source.Gaps.Count);
            AssertWhole(path, target);

            // The runtime and the test's own children come and go by a few; one that is left behind each time would be as many as there were restarts.
            Assert.InRange(after.Files - before.Files, -1000, 8);
            Assert.InRange(after.Threads - before.Threads, -1000, 8);
        }
        finally
        {
            server.Dispose();
        }
    }

    private static void AssertWhole(string path, VideoTarget target)
    {
        // ffmpeg would tell of every picture or block of sound that does not decode.
        double[] times = Ffmpeg.FrameTimes(path);
        Assert.Equal(target.Statistics.Output.VideoFrames, times.Length);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Ffmpeg.Run("-xerror", "-i", path, "-f", "null", "-");
        IReadOnlyList<SidecarGap> gaps = Sidecar.Read(Sidecar.PathFor(path)).Video!.Gaps;
        Assert.Equal(Restarts, gaps.Count);
        Assert.All(gaps, gap => Assert.DoesNotContain(times, time => time > gap.Start && time < gap.End - 0.001));
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

    private sealed class PictureCount(Action counted) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value) => counted();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
