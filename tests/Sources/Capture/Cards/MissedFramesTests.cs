namespace GiftGrab.Tests;

public sealed class MissedFramesTests
{
    private const long Interval = 40_000_000;
    private readonly MissedFrames _missed = new();

    [Theory]
    [InlineData(1.2, 0)]
    [InlineData(2, 1)]
    [InlineData(2.9, 2)]
    [InlineData(26, 25)]
    public void Note_OfAHoleBeforeAFrameThatHadWaited_CountsWhatIsMissing(double intervals, long missing)
    {
        _missed.Note(7 * Interval, Interval, hadWaited: false);
        _missed.Note((7 * Interval) + (long)(intervals * Interval), Interval, hadWaited: true);

        Assert.Equal(missing, _missed.Count);
    }

    [Fact]
    public void Note_OfACameraThatIsSlowInDimLight_CountsNothing()
    {
        for (int frame = 0; frame < 20; frame++)
        {
            _missed.Note(frame * 3 * Interval, Interval, hadWaited: false);
        }

        Assert.Equal(0, _missed.Count);
    }

    [Fact]
    public void Note_WithoutARate_CountsNothing()
    {
        _missed.Note(0, 0, hadWaited: true);
        _missed.Note(9 * Interval, 0, hadWaited: true);

        Assert.Equal(0, _missed.Count);
    }
}
