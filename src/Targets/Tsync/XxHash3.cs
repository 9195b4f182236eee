using System.Buffers.Binary;
using System.Numerics;

namespace GiftGrab;

/// <summary>XXH3 with 64 bits, seed 0 and the default secret: the checksum of <c>.tsync</c> files.</summary>
/// <remarks>After the algorithm's published description (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).</remarks>
internal static class XxHash3
{
    private const ulong Prime32A = 0x9E3779B1;
    private const ulong Prime32B = 0x85EBCA77;
    private const ulong Prime32C = 0xC2B2AE3D;
    private const ulong Prime64A = 0x9E3779B185EBCA87;
    private const ulong Prime64B = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime64C = 0x165667B19E3779F9;
    private const ulong Prime64D = 0x85EBCA77C2B2AE63;
    private const ulong Prime64E = 0x27D4EB2F165667C5;
    private const int Stripe = 64;
    private const int StripesInBlock = 16;

    private static ReadOnlySpan<byte> Secret =>
    [
        0xB8, 0xFE, 0x6C, 0x39, 0x23, 0xA4, 0x4B, 0xBE, 0x7C, 0x01, 0x81, 0x2C, 0xF7, 0x21, 0xAD, 0x1C,
        0xDE, 0xD4, 0x6D, 0xE9, 0x83, 0x90, 0x97, 0xDB, 0x72, 0x40, 0xA4, 0xA4, 0xB7, 0xB3, 0x67, 0x1F,
        0xCB, 0x79, 0xE6, 0x4E, 0xCC, 0xC0, 0xE5, 0x78, 0x82, 0x5A, 0xD0, 0x7D, 0xCC, 0xFF, 0x72, 0x21,
        0xB8, 0x08, 0x46, 0x74, 0xF7, 0x43, 0x24, 0x8E, 0xE0, 0x35, 0x90, 0xE6, 0x81, 0x3A, 0x26, 0x4C,
        0x3C, 0x28, 0x52, 0xBB, 0x91, 0xC3, 0x00, 0xCB, 0x88, 0xD0, 0x65, 0x8B, 0x1B, 0x53, 0x2E, 0xA3,
        0x71, 0x64, 0x48, 0x97, 0xA2, 0x0D, 0xF9, 0x4E, 0x38, 0x19, 0xEF, 0x46, 0xA9, 0xDE, 0xAC, 0xD8,
        0xA8, 0xFA, 0x76, 0x3F, 0xE3, 0x9C, 0x34, 0x3F, 0xF9, 0xDC, 0xBB, 0xC7, 0xC7, 0x0B, 0x4F, 0x1D,
        0x8A, 0x51, 0xE0, 0x4B, 0xCD, 0xB4, 0x59, 0x31, 0xC8, 0x9F, 0x7E, 0xC9, 0xD9, 0x78, 0x73, 0x64,
        0xEA, 0xC5, 0xAC, 0x83, 0x34, 0xD3, 0xEB, 0xC3, 0xC5, 0x81, 0xA0, 0xFF, 0xFA, 0x13, 0x63, 0xEB,
        0x17, 0x0D, 0xDD, 0x51, 0xB7, 0xF0, 0xDA, 0x49, 0xD3, 0x16, 0x55, 0x26, 0x29, 0xD4, 0x68, 0x9E,
        0x2B, 0x16, 0xBE, 0x58, 0x7D, 0x47, 0xA1, 0xFC, 0x8F, 0xF8, 0xB8, 0xD1, 0x7A, 0xD0, 0x31, 0xCE,
        0x45, 0xCB, 0x3A, 0x8F, 0x95, 0x16, 0x04, 0x28, 0xAF, 0xD7, 0xFB, 0xCA, 0xBB, 0x4B, 0x40, 0x7E,
    ];

    /// <summary>The checksum of these bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> data) => data.Length switch
    {
        0 => FinishSmall(Word(Secret, 56) ^ Word(Secret, 64)),
        < 4 => OfUpTo3(data),
        <= 8 => OfUpTo8(data),
        <= 16 => OfUpTo16(data),
        <= 128 => OfUpTo128(data),
        <= 240 => OfUpTo240(data),
        _ => OfMany(data),
    };

    private static ulong OfUpTo3(ReadOnlySpan<byte> data)
    {
        uint both = ((uint)data[0] << 16) | ((uint)data[data.Length >> 1] << 24) | data[^1] | ((uint)data.Length << 8);
        return FinishSmall(both ^ (ulong)(Half(Secret, 0) ^ Half(Secret, 4)));
    }

    private static ulong OfUpTo8(ReadOnlySpan<byte> data)
    {
        const ulong mix = 0x9FB21C651E98DF25;
        ulong both = Half(data, data.Length - 4) + ((ulong)Half(data, 0) << 32);
        ulong hash = both ^ Word(Secret, 8) ^ Word(Secret, 16);
        hash ^= BitOperations.RotateLeft(hash, 49) ^ BitOperations.RotateLeft(hash, 24);
        hash *= mix;
        hash ^= (hash >> 35) + (ulong)data.Length;
        hash *= mix;
        return hash ^ (hash >> 28);
    }

    private static ulong OfUpTo16(ReadOnlySpan<byte> data)
    {
        ulong low = Word(data, 0) ^ Word(Secret, 24) ^ Word(Secret, 32);
        ulong high = Word(data, data.Length - 8) ^ Word(Secret, 40) ^ Word(Secret, 48);
        return Finish((ulong)data.Length + BinaryPrimitives.ReverseEndianness(low) + high + Fold(low, high));
    }

    private static ulong OfUpTo128(ReadOnlySpan<byte> data)
    {
        ulong sum = (ulong)data.Length * Prime64A;
        for (int i = (data.Length - 1) / 32; i >= 0; i--)
        {
            sum += Mix(data, 16 * i, 32 * i);
            sum += Mix(data, data.Length - (16 * (i + 1)), (32 * i) + 16);
        }

        return Finish(sum);
    }

    private static ulong OfUpTo240(ReadOnlySpan<byte> data)
    {
        ulong sum = (ulong)data.Length * Prime64A;
        for (int i = 0; i < 8; i++)
        {
            sum += Mix(data, 16 * i, 16 * i);
        }

        sum = Finish(sum);
        for (int i = 8; i < data.Length / 16; i++)
        {
            sum += Mix(data, 16 * i, (16 * (i - 8)) + 3);
        }

        return Finish(sum + Mix(data, data.Length - 16, 119));
    }

    private static ulong OfMany(ReadOnlySpan<byte> data)
    {
        Span<ulong> sums = [Prime32C, Prime64A, Prime64B, Prime64C, Prime64D, Prime32B, Prime64E, Prime32A];
        int stripes = (data.Length - 1) / Stripe;
        for (int i = 0; i < stripes; i++)
        {
            int inBlock = i % StripesInBlock;
            Accumulate(sums, data.Slice(i * Stripe, Stripe), 8 * inBlock);
            if (inBlock == StripesInBlock - 1)
            {
                Scramble(sums);
            }
        }

        Accumulate(sums, data[^Stripe..], 121);
        ulong sum = (ulong)data.Length * Prime64A;
        for (int i = 0; i < sums.Length; i += 2)
        {
            sum += Fold(sums[i] ^ Word(Secret, 11 + (8 * i)), sums[i + 1] ^ Word(Secret, 19 + (8 * i)));
        }

        return Finish(sum);
    }

    private static void Accumulate(Span<ulong> sums, ReadOnlySpan<byte> stripe, int secret)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            ulong word = Word(stripe, 8 * i);
            ulong key = word ^ Word(Secret, secret + (8 * i));
            sums[i ^ 1] += word;
            sums[i] += (uint)key * (key >> 32);
        }
    }

    private static void Scramble(Span<ulong> sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = (sums[i] ^ (sums[i] >> 47) ^ Word(Secret, 128 + (8 * i))) * Prime32A;
        }
    }

    private static ulong Mix(ReadOnlySpan<byte> data, int at, int secret) =>
        Fold(Word(data, at) ^ Word(Secret, secret), Word(data, at + 8) ^ Word(Secret, secret + 8));

    private static ulong Fold(ulong first, ulong second)
    {
        ulong high = Math.BigMul(first, second, out ulong low);
        return high ^ low;
    }

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 37)) * 0x165667919E3779F9;
        return hash ^ (hash >> 32);
    }

    private static ulong FinishSmall(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime64B;
        hash = (hash ^ (hash >> 29)) * Prime64C;
        return hash ^ (hash >> 32);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    private static uint Half(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
