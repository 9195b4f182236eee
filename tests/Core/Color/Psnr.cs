namespace GiftGrab.Tests.Color;

/// <summary>Peak signal to noise ratio of samples of 8 bits.</summary>
internal struct Psnr
{
    private double _squares;
    private long _count;

    /// <summary>The largest difference seen.</summary>
    public int Largest { get; private set; }

    public readonly double Decibels => 10 * Math.Log10(255.0 * 255 * _count / Math.Max(_squares, 1e-9));

    public void Add(int expected, int actual)
    {
        int difference = Math.Abs(expected - actual);
        _squares += difference * difference;
        _count++;
        Largest = Math.Max(Largest, difference);
    }
}
