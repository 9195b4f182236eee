using System.Numerics;
using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>A 64-bit checksum of a picture's pixels, without the bytes between its rows.</summary>
internal static class FrameChecksum
{
    // Odd and with their bits well mixed: the fractional part of the golden ratio, and that of the square root of 3.
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const ulong Mix = 0xBB67AE8584CAA73B;

    public static ulong Of(VideoFrame frame)
    {
        ulong sum = Mix;
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            ReadOnlySpan<byte> bytes = frame.GetPlane(plane);
            int stride = frame.GetStride(plane);
            int width = frame.Native.PlaneRowBytes(plane);
            int rows = frame.Native.PlaneRows(plane);
            for (int row = 0; row < rows; row++)
            {
                sum = Add(sum, bytes.Slice(row * stride, width));
            }
        }

        return sum;
    }

    private static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            sum = BitOperations.RotateLeft((sum ^ word) * Spread, 29);
        }

        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.RotateLeft((sum ^ rest) * Mix, 23);
        }

        return sum;
    }
}
