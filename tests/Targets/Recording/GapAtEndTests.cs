namespace GiftGrab.Tests;

/// <summary>What is told of a loss in which a recording was left by its source, or left it.</summary>
[Collection("frames")]
public sealed class GapAtEndTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();
    private readonly LossyPictures _source = new();

    [Theory]
    [InlineData(0, 2)]
    [InlineData(10, 2)]
    [InlineData(30, 1.99)]
    public async Task Detach_InALossThatIsOverWhenTheLastPictureIsEncoded_TellsTheGap(int substitutes, double back)
    {
        using VideoTarget target = Create();
        using var gate = new ManualResetEventSlim();
        target.Encoder.FrameEncoding = _ => gate.Wait();
        IAttachment attachment = _source.Attach(target);
        _source.Emit(30);
        _source.Lose(1, 1.5);
        _source.Emit(substitutes, from: 1, areSubstitutes: true);
        Task detached = attachment.DetachAsync();
        _source.Emit(3, from: back);
        gate.Set();
        await detached;
        await target.Completion;

        SidecarGap gap = Assert.Single(target.Gaps);
        Assert.Equal((1, back), (gap.Start, gap.End));
        Assert.Equal(30 + substitutes, Ffmpeg.CountFrames(_folder["film.mkv"]));
    }

    [Fact]
    public async Task Detach_BeforeALossThatIsOverWhenTheLastPictureIsEncoded_TellsNone()
    {
        using VideoTarget target = Create();
        using var gate = new ManualResetEventSlim();
        target.Encoder.FrameEncoding = _ => gate.Wait();
        IAttachment attachment = _source.Attach(target);
        _source.Emit(30);
        Task detached = attachment.DetachAsync();
        _source.Emit(30, from: 1);
        _source.Lose(2, 2.5);
        _source.Emit(3, from: 3);
        gate.Set();
        await detached;
        await target.Completion;

        Assert.Empty(target.Gaps);
    }

    protected override void Release() => _folder.Dispose();

    private VideoTarget Create() => VideoTargetFactory.CreateFileWriter(
        Codec.Ffv1, _folder["film.mkv"], new FrameRate(30), new VideoTargetOptions { QueueCapacity = 100 });
}
