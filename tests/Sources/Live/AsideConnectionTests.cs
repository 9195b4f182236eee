namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class AsideConnectionTests : LeakChecked
{
    private readonly BlockingConnection _inner = new();

    [Fact]
    public void TryRead_UnitsCome_GivesEachInItsOrder()
    {
        using var connection = new AsideConnection(_inner, "card");
        _inner.Give(3);

        long[] times = [.. Enumerable.Range(0, 3).Select(_ => Read(connection))];
        bool more = connection.TryRead(TimeSpan.FromMilliseconds(20), CancellationToken.None, out _, out _);

        Assert.Equal([0L, 1, 2], times);
        Assert.False(more);
    }

    [Fact]
    public void TryRead_TheReadHangs_ReturnsAndIsClosedOnceItComesBack()
    {
        var connection = new AsideConnection(_inner, "card");

        bool came = connection.TryRead(TimeSpan.FromMilliseconds(20), CancellationToken.None, out _, out _);
        connection.Dispose();
        bool closedEarly = _inner.IsClosed;
        _inner.Give(1);

        Assert.False(came);
        Assert.False(closedEarly);
        Assert.True(SpinWait.SpinUntil(() => _inner.IsClosed, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void TryRead_TheReadFails_GivesWhatCameBeforeAndThenTheFailure()
    {
        using var connection = new AsideConnection(_inner, "card");
        _inner.Give(1);
        _inner.Break();

        long time = Read(connection);

        Assert.Equal(0, time);
        Assert.Throws<DeviceOfflineException>(() => connection.TryRead(TimeSpan.FromMinutes(1), CancellationToken.None, out _, out _));
    }

    [Fact]
    public void TryRead_IsStopped_EndsTheWait()
    {
        using var connection = new AsideConnection(_inner, "card");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => connection.TryRead(TimeSpan.FromMinutes(1), stop.Token, out _, out _));
        _inner.Break();
    }

    private static long Read(AsideConnection connection)
    {
        Assert.True(connection.TryRead(TimeSpan.FromMinutes(1), CancellationToken.None, out VideoFrame? frame, out _));
        using (frame)
        {
            return frame!.Timestamp;
        }
    }

    /// <summary>Heeds neither the time that a read may take nor its end, as a library that waits for its server.</summary>
    private sealed class BlockingConnection : ILiveConnection
    {
        private readonly SemaphoreSlim _given = new(0);
        private volatile bool _isBroken;
        private volatile bool _isClosed;
        private long _next;

        public LiveFormat Format => new(64, 48, PixelFormat.I420, new FrameRate(10));

        public AudioFormat? AudioFormat => null;

        public bool IsClosed => _isClosed;

        public void Give(int count) => _given.Release(count);

        public void Break()
        {
            _isBroken = true;
            _given.Release();
        }

        public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
        {
            (frame, audio) = (null, null);
            _given.Wait(CancellationToken.None);
            if (_isBroken && _given.CurrentCount == 0)
            {
                throw new DeviceOfflineException("card was unplugged.");
            }

            frame = VideoFrame.Create(64, 48, PixelFormat.I420);
            frame.Timestamp = _next++;
            return true;
        }

        public void Dispose() => _isClosed = true;
    }
}
