namespace GiftGrab.Tests;

public sealed class CardSignalTests
{
    private readonly FakeTimeProvider _clock = new();
    private bool? _answer = true;
    private int _asked;

    [Fact]
    public void Look_AfterTheSignalWent_FindsItGoneAndBack()
    {
        using CardSignal signal = Make();

        bool before = IsThere(signal);
        _answer = false;
        bool gone = !IsThere(signal);
        _answer = true;

        Assert.True(before && gone && IsThere(signal));
    }

    [Fact]
    public void Look_OfADriverThatNeverToldOfASignal_DoesNotBelieveIt()
    {
        _answer = false;
        using CardSignal signal = Make();

        Assert.True(IsThere(signal));
    }

    [Fact]
    public void Look_AfterConnectingAgain_KnowsThatThereWasASignal()
    {
        using CardSignal first = Make();
        first.Look();
        _answer = false;
        using CardSignal second = Make(first);

        Assert.False(IsThere(second));
    }

    [Fact]
    public void Look_OfADriverThatDoesNotSay_TakesTheSignalForThere()
    {
        using CardSignal signal = Make();
        signal.Look();
        _answer = null;

        Assert.True(IsThere(signal));
    }

    [Fact]
    public void Look_AtEachFrame_AsksTheDriverFourTimesASecond()
    {
        using CardSignal signal = Make();
        for (int frame = 0; frame < 60; frame++)
        {
            signal.Look();
            _clock.Advance(TimeSpan.FromSeconds(1) / 60);
        }

        Assert.InRange(_asked, 4, 5);
    }

    private CardSignal Make(CardSignal? before = null) => new("card", new MemoryStream(), Ask, before, _clock);

    private bool? Ask()
    {
        _asked++;
        return _answer;
    }

    private bool IsThere(CardSignal signal)
    {
        _clock.Advance(CardSignal.Interval);
        signal.Look();
        return signal.IsThere;
    }
}
