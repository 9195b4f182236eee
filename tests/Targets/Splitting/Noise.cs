namespace GiftGrab.Tests.Splitting;

/// <summary>Pictures that no encoder makes small.</summary>
internal static class Noise
{
    public static VideoFrame Picture(int number)
    {
        VideoFrame frame = EncoderRun.Picture(number);
        new Random(number).NextBytes(frame.GetWritablePlane(0));
        return frame;
    }
}
