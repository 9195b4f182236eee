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
