using System.Numerics;

namespace GiftGrab.Tests;

public sealed class RescaleTests
{
    public static TheoryData<long, long, long> Cases()
    {
        var cases = new TheoryData<long, long, long>
        {
            { 0, 1_000_000_000, 30 },
            { 7, 3, 2 },
            { -7, 3, 2 },
            { 1, 1, 3 },
            { -2, 1, 3 },
            { long.MaxValue, 1, 1 },
            { long.MinValue + 1, 1, 1 },
            { long.MaxValue, 1_000_000_000, 1_000_000_000 },
            { long.MaxValue, 1_000_000_000, 1_000_000_001 },
            { long.MinValue + 1, 999_999_999, 1_000_000_000 },
            { long.MaxValue, 1, 2 },
            { -long.MaxValue, 1, 2 },
            { 5, 1, long.MaxValue },
            { long.MaxValue, 1, long.MaxValue },
        };
        var random = new Random(7);
        for (int i = 0; i < 30; i++)
        {
            long by = random.NextInt64(1, 4_000_000_000);
            cases.Add(random.NextInt64(-1L << random.Next(1, 62), 1L << random.Next(1, 62)), random.NextInt64(0, by), by);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Down_AnyNumber_IsExactAndRoundedTowardZero(long value, long times, long by) =>
        Assert.Equal((long)(new BigInteger(value) * times / by), Rescale.Down(value, times, by));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nearest_AnyNumber_IsExactAndRoundedToNearest(long value, long times, long by)
    {
        BigInteger product = new BigInteger(value) * times;
        BigInteger size = ((BigInteger.Abs(product) * 2) + by) / (2 * new BigInteger(by));

        Assert.Equal((long)(product.Sign * size), Rescale.Nearest(value, times, by));
    }
}
