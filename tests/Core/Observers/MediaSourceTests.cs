using System.Reactive.Linq;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class MediaSourceTests : LeakChecked
{
    private readonly TestSource _source = new();

    [Fact]
    public void Attach_SeveralObservers_EachGetsEveryFrameInOrder()
    {
        RecordingObserver[] observers = [new(), new(), new()];
        foreach (RecordingObserver observer in observers)
        {
            _source.Attach(observer);
        }

        _source.Emit(300);

        Assert.All(observers, observer => Assert.Equal(Enumerable.Range(0, 300).Select(n => (long)n), observer.Numbers));
    }

    [Fact]
    public void Attach_SameObserverTwice_DoesNotDoubleFrames()
    {
        var observer = new RecordingObserver();

        IAttachment first = _source.Attach(observer);
        IAttachment second = _source.Attach(observer);
        _source.Emit(2);

        Assert.Same(first, second);
        Assert.Equal(2, observer.Numbers.Length);
    }

    [Fact]
    public void Attach_AfterTheEnd_CompletesAtOnce()
    {
        _source.End();
        var observer = new RecordingObserver();

        _source.Attach(observer);

        Assert.Equal(1, observer.Completions);
        Assert.True(_source.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Detach_NeverAttached_IsAClearError()
    {
        ObserverException error = Assert.Throws<ObserverException>(() => _source.Detach(new RecordingObserver()));

        Assert.Contains("RecordingObserver", error.Message, StringComparison.Ordinal);
        Assert.Contains("not attached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detach_FromInsideOnNext_EndsDeliveryWithoutDeadlock()
    {
        RecordingObserver? self = null;
        self = new RecordingObserver(frame =>
        {
            if (frame.Number == 4)
            {
                _source.Detach(self!);
            }
        });
        var sibling = new RecordingObserver();
        _source.Attach(self);
        _source.Attach(sibling);

        _source.Emit(10);

        Assert.Equal(5, self.Numbers.Length);
        Assert.Equal(10, sibling.Numbers.Length);
    }

    [Fact]
    public void Detach_WhileOnNextBlocks_RaisesInsteadOfHanging()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var observer = new RecordingObserver(_ =>
        {
            entered.Set();
            release.Wait();
        });
        _source.DetachTimeout = TimeSpan.FromMilliseconds(20);
        _source.Attach(observer);
        var thread = new Thread(() => _source.Emit());
        thread.Start();
        entered.Wait();

        TimeoutException error = Assert.Throws<TimeoutException>(() => _source.Detach(observer));
        release.Set();
        thread.Join();

        Assert.Contains("RecordingObserver", error.Message, StringComparison.Ordinal);
        _source.Emit();
        Assert.Single(observer.Numbers);
    }

    [Fact]
    public void Observer_Throws_IsDetachedAndSiblingsGoOn()
    {
        ObserverFailedEventArgs? failure = null;
        _source.ObserverFailed += (_, args) => failure = args;
        var bad = new RecordingObserver(_ => throw new InvalidOperationException("broken"));
        var good = new RecordingObserver();
        IAttachment attachment = _source.Attach(bad);
        _source.Attach(good);

        _source.Emit(5);

        Assert.Equal(5, good.Numbers.Length);
        Assert.Same(bad, failure?.Observer);
        Assert.Equal("broken", failure?.Exception.Message);
        Assert.Equal((1L, 0L, 1L), (attachment.Received, attachment.Delivered, attachment.Dropped));
        _source.Detach(bad);
    }

    [Fact]
    public void End_CalledTwice_CompletesOnceAndDeliversNothingAfter()
    {
        var observer = new RecordingObserver();
        _source.Attach(observer);

        _source.Emit();
        _source.End();
        _source.Break(new InvalidOperationException());

        Assert.Equal(1, observer.Completions);
        Assert.Empty(observer.Errors);
    }

    [Fact]
    public void Fail_WithObservers_TellsEachOnceAndFaultsCompletion()
    {
        var observer = new RecordingObserver();
        _source.Attach(observer);
        var error = new VideoSourceException("gone");

        _source.Break(error);

        Assert.Equal([error], observer.Errors);
        Assert.Equal(0, observer.Completions);
        Assert.Same(error, _source.Completion.Exception?.InnerException);
    }

    [Fact]
    public void Subscribe_FromSystemReactive_WorksUnchanged()
    {
        var numbers = new List<long>();
        using (_source.Where(frame => frame.Number % 2 == 0).Select(frame => frame.Number).Subscribe(numbers.Add))
        {
            _source.Emit(6);
        }

        _source.Emit(6);

        Assert.Equal([0L, 2L, 4L], numbers);
        Assert.False(_source.IsObserved);
    }

    [Fact]
    public async Task AttachAndDetach_TenThousandTimesFromFourThreads_LeavesSiblingUnharmed()
    {
        var steady = new RecordingObserver();
        _source.Attach(steady);
        using var stop = new CancellationTokenSource();
        long emitted = 0;
        var emitter = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _source.Emit();
                emitted++;
            }
        });
        emitter.Start();

        Task workers = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 2500; i++)
            {
                var observer = new RecordingObserver();
                DeliveryOptions delivery = i % 100 == 0 ? DeliveryOptions.Queued(2) : DeliveryOptions.Inline;
                IAttachment attachment = _source.Attach(observer, delivery);
                _source.Detach(observer);
                int seen = observer.Numbers.Length;
                Assert.Equal(attachment.Received, attachment.Delivered + attachment.Dropped);
                Assert.Equal(attachment.Delivered, seen);
            }
        })));

        await workers.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        emitter.Join();
        await workers;
        Assert.Equal(emitted, steady.Numbers.Length);
        Assert.Single(_source.Attachments);
    }

    [Fact]
    public void Publish_SixteenInlineObservers_AllocatesNothing()
    {
        var counters = Enumerable.Range(0, 16).Select(_ => new CountingObserver()).ToArray();
        foreach (CountingObserver counter in counters)
        {
            _source.Attach(counter);
        }

        _source.Emit(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _source.Emit(1000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.All(counters, counter => Assert.Equal(1100, counter.Count));
    }

    private sealed class CountingObserver : IObserver<VideoFrame>
    {
        public int Count { get; private set; }

        public void OnNext(VideoFrame value) => Count++;

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
