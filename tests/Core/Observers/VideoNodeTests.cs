namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class VideoNodeTests : LeakChecked
{
    private readonly TestSource _source = new();

    [Fact]
    public void Node_InvertsPixels_ObserversSeeTheResultAndSiblingsTheOriginal()
    {
        VideoNode node = Inverter();
        byte original = 1, inverted = 0;
        _source.Attach(node);
        node.Attach(new RecordingObserver(frame => inverted = frame.GetPlane(0)[0]));
        _source.Attach(new RecordingObserver(frame => original = frame.GetPlane(0)[0]));

        _source.Emit();

        Assert.Equal(255 - original, inverted);
    }

    [Fact]
    public void Node_SoleReader_WritesInPlace()
    {
        nint before = 0, after = 0;
        VideoNode node = VideoNode.Create(frame =>
        {
            before = frame.GetPointer(0);
            return frame.ToWritable();
        });
        _source.Attach(node);
        node.Attach(new RecordingObserver(frame => after = frame.GetPointer(0)));

        _source.Emit();

        Assert.Equal(before, after);
    }

    [Fact]
    public void Node_HandsOnAConversion_WhichStaysTheFrames()
    {
        var formats = new List<PixelFormat>();
        VideoNode node = VideoNode.Create(frame => frame.ConvertTo(PixelFormat.Bgra));
        _source.Attach(node);
        node.Attach(new RecordingObserver(frame => formats.Add(frame.Format)));

        _source.Emit(3);
        _source.End();

        Assert.Equal([PixelFormat.Bgra, PixelFormat.Bgra, PixelFormat.Bgra], formats);
        Assert.True(_source.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Node_Throws_ItsObserversGetTheErrorWithItsName()
    {
        VideoNode node = VideoNode.Create(_ => throw new InvalidOperationException("no"), "sharpen");
        var behind = new RecordingObserver();
        node.Attach(behind);
        _source.Attach(node);

        _source.Emit(3);

        Exception error = Assert.Single(behind.Errors);
        Assert.Contains("sharpen", error.Message, StringComparison.Ordinal);
        Assert.False(_source.IsObserved);
    }

    [Fact]
    public void Node_ReturnsNull_HandsNothingOn()
    {
        VideoNode node = VideoNode.Create(frame => frame.Number % 2 == 0 ? frame : null);
        var behind = new RecordingObserver();
        node.Attach(behind);
        _source.Attach(node);

        _source.Emit(4);
        _source.End();

        Assert.Equal([0L, 2L], behind.Numbers);
        Assert.Equal(1, behind.Completions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Node_BehindALiveSource_ItsSlowObserverNeverMakesTheSourceWait(bool attachedFirst)
    {
        var source = new TestSource(isLive: true);
        VideoNode node = VideoNode.Create(frame => frame);
        using var gate = new SemaphoreSlim(0);
        IAttachment behind;
        if (attachedFirst)
        {
            source.Attach(node);
            behind = node.Attach(new RecordingObserver(_ => gate.Wait()), DeliveryOptions.Queued(1));
        }
        else
        {
            behind = node.Attach(new RecordingObserver(_ => gate.Wait()), DeliveryOptions.Queued(1));
            source.Attach(node);
        }

        source.Emit(50);

        Assert.True(node.IsLive);
        Assert.Equal(50, behind.Received);
        gate.Release(50);
        behind.Dispose();
        Assert.Equal(50, behind.Delivered + behind.Dropped);
        Assert.True(behind.Dropped >= 48);
    }

    private static VideoNode Inverter() => VideoNode.Create(frame =>
    {
        VideoFrame result = frame.ToWritable();
        foreach (ref byte value in result.GetWritablePlane(0))
        {
            value = (byte)(255 - value);
        }

        return result;
    });
}
