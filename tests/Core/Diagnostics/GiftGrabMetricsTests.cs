namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class GiftGrabMetricsTests : LeakChecked
{
    [Fact]
    public async Task Delivery_QueuedAndInline_IsCountedForEachObserver()
    {
        using var log = new MeterLog("metrics-delivery");
        var source = new TestSource("metrics-delivery");
        source.Attach(new NamedObserver("fast"), DeliveryOptions.Inline);
        source.Attach(new NamedObserver("queued"), DeliveryOptions.Queued(4));

        source.Emit(10);
        source.End();
        await source.Completion;

        Assert.Equal(10, log.Sum("giftgrab.frames.delivered", "observer=fast, source=metrics-delivery"));
        Assert.Equal(10, log.Sum("giftgrab.frames.delivered", "observer=queued, source=metrics-delivery"));
        Assert.Equal(
            [
                "giftgrab.frames.delivered observer=fast, source=metrics-delivery",
                "giftgrab.frames.delivered observer=queued, source=metrics-delivery",
                "giftgrab.queue.length observer=queued, source=metrics-delivery",
            ],
            log.Seen());
    }

    [Fact]
    public async Task QueueLength_AfterTheEnd_IsZeroAgainAndWasOneForEachThatWaited()
    {
        using var log = new MeterLog("metrics-queue");
        var source = new TestSource("metrics-queue");
        source.Attach(new NamedObserver("queued"), DeliveryOptions.Queued(4));

        source.Emit(20);
        source.End();
        await source.Completion;

        double[] steps = log.Values("giftgrab.queue.length", "observer=queued, source=metrics-queue");
        Assert.Equal((20, 20), (steps.Count(step => step == 1), steps.Count(step => step == -1)));
    }

    [Fact]
    public async Task Drops_OfAFullQueue_AreCountedWithTheirReason()
    {
        using var log = new MeterLog("metrics-full");
        var source = new TestSource("metrics-full", isLive: true);
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var observer = new NamedObserver("slow", () =>
        {
            entered.Release();
            gate.Wait();
        });
        source.Attach(observer, DeliveryOptions.Queued(2));
        source.Emit();
        await entered.WaitAsync();

        source.Emit(9);
        gate.Release(10);
        source.End();
        await source.Completion;

        Assert.Equal(7, log.Sum("giftgrab.frames.dropped", "observer=slow, reason=queue-full, source=metrics-full"));
        Assert.Equal(3, log.Sum("giftgrab.frames.delivered", "observer=slow, source=metrics-full"));
        Assert.Equal(0, log.Sum("giftgrab.queue.length", "observer=slow, source=metrics-full"));
    }

    [Fact]
    public async Task Drops_OfAFailedObserver_AreCountedWithTheirReasons()
    {
        using var log = new MeterLog("metrics-failed");
        var source = new TestSource("metrics-failed");
        using var entered = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        source.Attach(
            new NamedObserver("broken", () =>
            {
                entered.Release();
                gate.Wait();
                throw new InvalidOperationException("broken");
            }),
            DeliveryOptions.Queued(8));
        source.Emit();
        await entered.WaitAsync();

        source.Emit(4);
        gate.Release();
        source.End();
        await source.Completion;

        Assert.Equal(1, log.Sum("giftgrab.frames.dropped", "observer=broken, reason=observer-failed, source=metrics-failed"));
        Assert.Equal(4, log.Sum("giftgrab.frames.dropped", "observer=broken, reason=detached, source=metrics-failed"));
        Assert.Equal(0, log.Sum("giftgrab.queue.length", "observer=broken, source=metrics-failed"));
    }

    [Fact]
    public void Delivery_WithAListener_AllocatesNothing()
    {
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == GiftGrabMetrics.MeterName)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        long measured = 0;
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => measured += value);
        listener.Start();
        var source = new TestSource("metrics-allocation");
        source.Attach(new NamedObserver("inline"), DeliveryOptions.Inline);
        source.Emit(100);

        long before = GC.GetAllocatedBytesForCurrentThread();
        source.Emit(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(measured >= 1100);
        source.End();
    }

    private sealed class NamedObserver(string name, Action? onNext = null) : IObserver<VideoFrame>, INamed
    {
        public string Name => name;

        public void OnNext(VideoFrame value) => onNext?.Invoke();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
