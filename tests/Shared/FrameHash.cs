using System.Security.Cryptography;

namespace GiftGrab.Tests;

/// <summary>The fingerprint that <c>ffmpeg -f framemd5</c> prints for a picture.</summary>
internal static class FrameHash
{
    public static string Of(VideoFrame frame)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            ReadOnlySpan<byte> bytes = frame.GetPlane(plane);
            int width = frame.Native.PlaneRowBytes(plane);
            for (int row = 0; row < frame.Native.PlaneRows(plane); row++)
            {
                hash.AppendData(bytes.Slice(row * frame.GetStride(plane), width));
            }
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
