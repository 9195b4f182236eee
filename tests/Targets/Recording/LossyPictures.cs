namespace GiftGrab.Tests;

/// <summary>A live source of small pictures at 30 a second that is lost when the test says so.</summary>
internal sealed class LossyPictures() : MediaSource<VideoFrame>("card"), ILossy
{
    private static readonly FrameRate Rate = new(30);
    private readonly List<SourceGap> _gaps = [];
    private long _number;
    private SourceGap? _present;

    public override bool IsLive => true;

    SourceGap? ILossy.PresentLoss => Volatile.Read(ref _present);

    IReadOnlyList<SourceGap> ILossy.Gaps => _gaps;

    /// <summary>Gives pictures from a time on.</summary>
    public void Emit(int count, double from = 0, bool areSubstitutes = false)
    {
        for (int i = 0; i < count; i++)
        {
            long time = (long)(from * 1e9) + Rate.TimeOf(i);
            if (_present is not null && !areSubstitutes)
            {
                _gaps.Add(_present with { To = time, FirstFrame = _number });
                Volatile.Write(ref _present, null);
            }

            using VideoFrame frame = EncoderRun.Picture((int)_number, timestamp: time);
            frame.Number = _number++;
            frame.Duration = Rate.TimeOf(1);
            frame.LastGap = _gaps.LastOrDefault();
            frame.IsSubstitute = areSubstitutes;
            Publish(frame);
        }
    }

    /// <summary>Is lost, up to now.</summary>
    public void Lose(double from, double to) =>
        Volatile.Write(ref _present, new SourceGap((long)(from * 1e9), (long)(to * 1e9), _number, 0, "card was unplugged."));

    public void End() => Complete();
}
