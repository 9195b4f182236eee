namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class SlowObserversTests : LeakChecked
{
    private const int Frames = 200;
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task SlowDiskEncoderAndObserver_AtOnce_NeverHoldTheSourceAndCountEveryDrop()
    {
        // Nobody's call returns before the source has delivered everything: a source that waited for one would never end.
        using var sourceIsThrough = new ManualResetEventSlim();
        var card = new SimulatedCard(new SimulatedCardOptions
        {
            Width = 96,
            Height = 64,
            FrameRate = new FrameRate(50),
            TimeProvider = _clock,
            Events = [new SimulatedEvent(TimeSpan.FromSeconds(Frames / 50.0), SimulatedEventKind.SignalLoss)],
        });
        using LiveSource source = VideoSourceFactory.Open(card, new SourceOptions
        {
            TimeProvider = _clock,
            Live = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(1) },
        });
        source.StateChanged += (_, change) => _ = change.State == LiveState.Stopped ? Release(sourceIsThrough) : 0;
        using var disk = new MemoryStream();
        using var slowDisk = new BlockedStream(disk, sourceIsThrough);
        using var behindDisk = new VideoEncoder(Codec.Mjpeg, source.FrameRate);
        using var output = new StreamOutput(slowDisk, Container.Mkv);
        behindDisk.Attach(output);
        using var slowEncoder = new VideoEncoder(Codec.Mjpeg, source.FrameRate) { FrameEncoding = _ => sourceIsThrough.Wait() };
        using var nowhere = new NullOutput();
        slowEncoder.Attach(nowhere);
        var slowObserver = new BlockedObserver(sourceIsThrough);
        IAttachment quick = source.Attach(new BlockedObserver(null), DeliveryOptions.Inline);
        IAttachment[] slow = [source.Attach(behindDisk), source.Attach(slowEncoder), source.Attach(slowObserver, DeliveryOptions.Queued(capacity: 4))];

        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(20));
        await output.Completion;
        await nowhere.Completion;

        Assert.Equal((Frames, Frames, 0), (quick.Received, quick.Delivered, quick.Dropped));
        Assert.All(slow, one =>
        {
            Assert.Equal(Frames, one.Received);
            Assert.True(one.Dropped > 0, one.ObserverName);
            Assert.Equal(one.Received, one.Delivered + one.Dropped);
            Assert.Equal(one.Dropped, one.DroppedRanges.Sum(range => range.Last - range.First + 1));
        });
        Assert.Equal(slow[0].Delivered, output.Statistics.VideoFrames);
        Assert.Equal(slow[1].Delivered, nowhere.Statistics.VideoFrames);
    }

    private static int Release(ManualResetEventSlim gate)
    {
        gate.Set();
        return 0;
    }

    private sealed class BlockedObserver(ManualResetEventSlim? gate) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value) => gate?.Wait();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class BlockedStream(Stream inner, ManualResetEventSlim gate) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            gate.Wait();
            inner.Write(buffer, offset, count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush() => gate.Wait();
    }
}
