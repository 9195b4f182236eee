namespace GiftGrab;

/// <summary>How much pictures look like others: the peak signal-to-noise ratio of their brightness.</summary>
internal sealed class Likeness
{
    private double _squares;
    private double _pixels;

    /// <summary>In dB, over all pictures.</summary>
    public double Psnr => _squares == 0 ? double.PositiveInfinity : 10 * Math.Log10(255.0 * 255.0 * _pixels / _squares);

    public void AddEqual(VideoFrame picture) => _pixels += (double)picture.Width * picture.Height;

    public void Add(VideoFrame first, VideoFrame second)
    {
        if (first.Width != second.Width || first.Height != second.Height)
        {
            throw new GiftGrabException(
                $"Pictures of {first.Width}x{first.Height} and of {second.Width}x{second.Height} cannot be compared; they have to be of one size.");
        }

        VideoFrame left = first.ConvertTo(PixelFormat.Gray8);
        VideoFrame right = second.ConvertTo(PixelFormat.Gray8);
        ReadOnlySpan<byte> a = left.GetPlane(0);
        ReadOnlySpan<byte> b = right.GetPlane(0);
        for (int row = 0; row < left.Height; row++)
        {
            ReadOnlySpan<byte> rowA = a.Slice(row * left.GetStride(0), left.Width);
            ReadOnlySpan<byte> rowB = b.Slice(row * right.GetStride(0), left.Width);
            long sum = 0;
            for (int i = 0; i < rowA.Length; i++)
            {
                int difference = rowA[i] - rowB[i];
                sum += difference * difference;
            }

            _squares += sum;
        }

        AddEqual(first);
    }
}
