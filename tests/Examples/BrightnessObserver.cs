namespace GiftGrab.Tests;

internal sealed class BrightnessObserver : IObserver<VideoFrame>
{
    private double _sum;
    private long _count;

    public double Mean => _sum / _count;

    public void OnNext(VideoFrame frame)
    {
        ReadOnlySpan<byte> gray = frame.ConvertTo(PixelFormat.Gray8).GetPlane(0);
        long sum = 0;
        foreach (byte value in gray)
        {
            sum += value;
        }

        _sum += (double)sum / gray.Length;
        _count++;
    }

    public void OnCompleted() => Console.WriteLine("The source has ended.");

    public void OnError(Exception error) => Console.WriteLine(error.Message);
}
