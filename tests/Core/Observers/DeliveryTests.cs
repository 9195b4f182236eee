namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class DeliveryTests : LeakChecked
{
    [Fact]
    public async Task Queued_SlowObserverOfAFile_BlocksAndLosesNothing()
    {
        var source = new TestSource();
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ => gate.Wait());
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(2));
        var emitter = Task.Run(() =>
        {
            source.Emit(20);
            source.End();
        });

        gate.Release(20);
        await emitter;
        await source.Completion;

        Assert.Equal(20, observer.Numbers.Length);
        Assert.Equal((20L, 20L, 0L), (attachment.Received, attachment.Delivered, attachment.Dropped));
        Assert.Equal(1, observer.Completions);
    }

    [Fact]
    public async Task Queued_ObserverGivesBackWhatIsNotItsOwn_FailsAlone()
    {
        var source = new TestSource();
        using var gate = new SemaphoreSlim(0);
        var failed = new TaskCompletionSource<Exception>();
        source.ObserverFailed += (_, failure) => failed.TrySetResult(failure.Exception);
        source.Attach(new RecordingObserver(frame =>
        {
            gate.Wait();
            frame.Dispose();
        }), DeliveryOptions.Queued(2));

        source.Emit();
        gate.Release();

        Assert.IsType<ObjectDisposedException>(await failed.Task);
        source.End();
        await source.Completion;
    }

    [Theory]
    [InlineData(QueueFullPolicy.DropNewest, new long[] { 0, 1, 2 }, 3, 9)]
    [InlineData(QueueFullPolicy.DropOldest, new long[] { 0, 8, 9 }, 1, 7)]
    public async Task Queued_FullQueue_DropsByPolicyAndCountsRanges(
        QueueFullPolicy policy, long[] expected, long firstDropped, long lastDropped)
    {
        var source = new TestSource(isLive: true);
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ =>
        {
            entered.Release();
            gate.Wait();
        });
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(2, policy));

        source.Emit();
        await entered.WaitAsync();
        source.Emit(9);
        gate.Release(10);
        source.End();
        await source.Completion;

        Assert.Equal(expected, observer.Numbers);
        Assert.Equal((10L, 3L, 7L), (attachment.Received, attachment.Delivered, attachment.Dropped));
        Assert.Equal([new UnitRange(firstDropped, lastDropped)], attachment.DroppedRanges);
    }

    [Fact]
    public void Queued_LiveSourceThatSaysNothing_NeverWaits()
    {
        var source = new TestSource(isLive: true);
        using var gate = new SemaphoreSlim(0);
        IAttachment attachment = source.Attach(new RecordingObserver(_ => gate.Wait()), DeliveryOptions.Queued(1));

        source.Emit(50);

        Assert.Equal(50, attachment.Received);
        Assert.True(attachment.Dropped >= 48);
        gate.Release(50);
        source.Attachments[0].Dispose();
        Assert.Equal(50, attachment.Delivered + attachment.Dropped);
    }

    [Fact]
    public async Task GiveUp_WithFramesWaiting_DropsThemAndStillTellsTheEnd()
    {
        var source = new TestSource();
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ =>
        {
            entered.Release();
            gate.Wait();
        });
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(8));
        source.Emit(6);
        await entered.WaitAsync();
        source.End();

        attachment.GiveUp();
        gate.Release();
        await source.Completion;

        Assert.Equal([0], observer.Numbers);
        Assert.Equal(1, observer.Completions);
        Assert.Equal((6L, 1L, 5L), (attachment.Received, attachment.Delivered, attachment.Dropped));
        Assert.Equal([new UnitRange(1, 5)], attachment.DroppedRanges);
    }

    [Fact]
    public async Task GiveUp_AfterNewerUnitsWereDropped_TellsTheRangesInOrder()
    {
        var source = new TestSource(isLive: true);
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ =>
        {
            entered.Release();
            gate.Wait();
        });
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(2, QueueFullPolicy.DropNewest));
        source.Emit();
        await entered.WaitAsync();
        source.Emit(4);
        source.End();

        attachment.GiveUp();
        gate.Release();
        await source.Completion;

        Assert.Equal([new UnitRange(1, 2), new UnitRange(3, 4)], attachment.DroppedRanges);
    }

    [Fact]
    public async Task GiveUp_WhileTheSourceRuns_DropsWhatComesAndStillTellsTheEnd()
    {
        var source = new TestSource();
        var observer = new RecordingObserver();
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(8));
        attachment.GiveUp();
        source.Emit(20);

        source.End();
        await source.Completion;

        Assert.Empty(observer.Numbers);
        Assert.Equal(1, observer.Completions);
        Assert.Equal((20L, 0L, 20L), (attachment.Received, attachment.Delivered, attachment.Dropped));
    }

    [Fact]
    public async Task DetachAsync_WithMoreWaitingThanTheTimeoutAllows_DeliversAllAndThenTells()
    {
        var source = new TestSource { DetachTimeout = TimeSpan.FromMilliseconds(20) };
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ => gate.Wait());
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(8));
        source.Emit(6);

        Task detached = attachment.DetachAsync();
        bool early = SpinWait.SpinUntil(() => detached.IsCompleted, 200);
        source.Emit();
        gate.Release(6);
        await detached;

        Assert.False(early);
        Assert.Equal(6, observer.Numbers.Length);
        Assert.Equal((0, 1, false), (observer.Completions, observer.Detachments, observer.IsToldTwiceAtOnce));
        Assert.Equal((6L, 6L, 0L), (attachment.Received, attachment.Delivered, attachment.Dropped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Detach_TimesOutDuringACall_ItIsToldOnceThatCallReturned(bool isQueued)
    {
        var source = new TestSource { DetachTimeout = TimeSpan.FromMilliseconds(20) };
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ =>
        {
            entered.Release();
            gate.Wait();
        });
        source.Attach(observer, isQueued ? DeliveryOptions.Queued(8) : DeliveryOptions.Inline);
        var emitter = Task.Run(() => source.Emit());
        entered.Wait();

        Assert.Throws<TimeoutException>(() => source.Detach(observer));
        int early = observer.Detachments;
        gate.Release();

        Assert.True(SpinWait.SpinUntil(() => observer.Detachments > 0, 5000));
        Assert.True(SpinWait.SpinUntil(() => emitter.IsCompleted, 5000));
        Assert.Equal((0, 1, false), (early, observer.Detachments, observer.IsToldTwiceAtOnce));
        Assert.True(SpinWait.SpinUntil(() => MediaUnit.Outstanding == 0, 5000));
    }

    [Fact]
    public void Detach_WithFramesWaiting_DeliversThemFirst()
    {
        var source = new TestSource();
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ => gate.Wait());
        source.Attach(observer, DeliveryOptions.Queued(8));
        source.Emit(6);

        gate.Release(6);
        source.Detach(observer);

        Assert.Equal(6, observer.Numbers.Length);
        Assert.Equal(0, observer.Completions);
    }

    [Fact]
    public void Detach_WithBlockedQueuedObserver_RaisesAndCountsTheRestAsDropped()
    {
        var source = new TestSource { DetachTimeout = TimeSpan.FromMilliseconds(20) };
        using var gate = new SemaphoreSlim(0);
        var observer = new RecordingObserver(_ => gate.Wait());
        IAttachment attachment = source.Attach(observer, DeliveryOptions.Queued(8));
        source.Emit(5);

        Assert.Throws<TimeoutException>(() => source.Detach(observer));

        Assert.True(attachment.Dropped >= 4);
        gate.Release(5);
        SpinWait.SpinUntil(() => attachment.Received == attachment.Delivered + attachment.Dropped, 5000);
        Assert.Equal(5, attachment.Delivered + attachment.Dropped);
        SpinWait.SpinUntil(() => MediaUnit.Outstanding == 0, 5000);
    }

    [Fact]
    public async Task Queued_ObserverThrows_TheRestIsDroppedAndSourceGoesOn()
    {
        var source = new TestSource();
        var failed = new TaskCompletionSource();
        source.ObserverFailed += (_, _) => failed.SetResult();
        IAttachment attachment = source.Attach(
            new RecordingObserver(_ => throw new InvalidOperationException()), DeliveryOptions.Queued(4));

        source.Emit(10);
        await failed.Task;
        source.Emit(10);
        source.End();
        await source.Completion;

        Assert.Equal(0, attachment.Delivered);
        Assert.Equal(attachment.Received, attachment.Dropped);
        SpinWait.SpinUntil(() => MediaUnit.Outstanding == 0, 5000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void Queued_CapacityOutOfRange_NamesValueAndRange(int capacity)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DeliveryOptions.Queued(capacity));

        Assert.Contains($"{capacity}", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 100000", error.Message, StringComparison.Ordinal);
    }
}
