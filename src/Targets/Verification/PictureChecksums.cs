using System.Globalization;
using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>A checksum of every picture, in the order in which they are shown, and one of them all.</summary>
internal sealed class PictureChecksums
{
    // Formats whose fourth byte means nothing and need not come back.
    private static readonly string[] Padded = ["bgr0", "rgb0", "0bgr", "0rgb"];

    private readonly List<ulong> _sums = [];
    private PixelFormat? _format;

    public int Count => _sums.Count;

    /// <summary>Of all pictures until now.</summary>
    public ulong Total => XxHash3.Of(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sums)));

    /// <summary>As sidecars hold it.</summary>
    public static string Text(ulong total) => total.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Remembers a picture. One thread at a time.</summary>
    public void Add(VideoFrame frame) => _sums.Add(Of(frame));

    /// <summary>Whether a picture, wherever it comes from, equals the one of that number.</summary>
    public bool IsSame(int number, VideoFrame frame) => number < _sums.Count && _sums[number] == Of(frame);

    private ulong Of(VideoFrame frame)
    {
        _format ??= Padded.Contains(frame.Format.Name) ? PixelFormat.Bgr24 : frame.Format;
        return FrameChecksum.Of(frame.ConvertTo(_format.Value));
    }
}
