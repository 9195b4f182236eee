namespace GiftGrab.Tests;

/// <summary>Observers that are still being attached when their source ends, or when they are detached.</summary>
[Collection("frames")]
public sealed class AttachingTests : LeakChecked
{
    private readonly TestSource _source = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_WhileAnObserverAttaches_IsToldOnceAndAlone(bool isQueued)
    {
        using var first = new SlowObserver();
        using var second = new SlowObserver();
        first.MayAttach.Set();
        _source.Attach(first);
        Thread attaching = Run(() => _source.Attach(second, isQueued ? DeliveryOptions.Queued(4) : DeliveryOptions.Inline));
        second.Attaching.Wait();
        Thread ending = Run(_source.End);
        first.Completing.Wait();

        second.MayAttach.Set();
        second.Completing.Wait();
        first.MayComplete.Set();
        ending.Join();
        string[] before = second.Calls;
        second.MayComplete.Set();
        attaching.Join();
        await _source.Completion;

        Assert.Equal(["completing"], before);
        Assert.Equal(["completing", "completed"], second.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Detach_WhileTheObserverAttaches_IsTheEndOfIt(bool isQueued)
    {
        using var observer = new SlowObserver();
        Thread attaching = Run(() => _source.Attach(observer, isQueued ? DeliveryOptions.Queued(4) : DeliveryOptions.Inline));
        observer.Attaching.Wait();

        _source.Detach(observer);
        observer.MayAttach.Set();
        attaching.Join();
        _source.Emit(3);
        _source.End();

        Assert.Equal(["detached"], observer.Calls);
        Assert.True(_source.Completion.IsCompletedSuccessfully);
    }

    private static Thread Run(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>Is attached, and takes the end, when the test lets it.</summary>
    private sealed class SlowObserver : IObserver<VideoFrame>, IAttachmentAware<VideoFrame>, IDisposable
    {
        private readonly Lock _gate = new();
        private readonly List<string> _calls = [];

        public ManualResetEventSlim Attaching { get; } = new();

        public ManualResetEventSlim MayAttach { get; } = new();

        public ManualResetEventSlim Completing { get; } = new();

        public ManualResetEventSlim MayComplete { get; } = new();

        public string[] Calls
        {
            get
            {
                lock (_gate)
                {
                    return [.. _calls];
                }
            }
        }

        public DeliveryOptions PreferredDelivery => DeliveryOptions.Inline;

        public void OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
        {
            Attaching.Set();
            MayAttach.Wait();
        }

        public void OnDetached(MediaSource<VideoFrame> source) => Note("detached");

        public void OnNext(VideoFrame value) => Note("frame");

        public void OnError(Exception error) => Note("error");

        public void OnCompleted()
        {
            Note("completing");
            Completing.Set();
            MayComplete.Wait();
            Note("completed");
        }

        public void Dispose()
        {
            Attaching.Dispose();
            MayAttach.Dispose();
            Completing.Dispose();
            MayComplete.Dispose();
        }

        private void Note(string call)
        {
            lock (_gate)
            {
                _calls.Add(call);
            }
        }
    }
}
