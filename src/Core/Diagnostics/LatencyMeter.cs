using System.Numerics;

namespace GiftGrab;

/// <summary>Counts latencies in buckets of 3 % and better, without an allocation for each.</summary>
/// <remarks>One thread adds; any thread reads.</remarks>
internal sealed class LatencyMeter(TimeProvider time)
{
    // Microseconds below 64 have a bucket each; from there on every power of two has 32.
    private const int Exact = 64;
    private const int Parts = 32;
    private readonly long[] _buckets = new long[Exact + (Parts * 34)];

    /// <summary>Adds the time from a unit's arrival until now; one that is not live counts nothing.</summary>
    public void Add(MediaUnit unit)
    {
        if (unit.ArrivalTimestamp != 0)
        {
            long now = MonotonicClock.Now(time);
            Interlocked.Increment(ref _buckets[BucketOf(Math.Max(0, now - unit.ArrivalTimestamp) / 1000)]);
        }
    }

    /// <summary>What was measured; <see langword="null"/> where nothing was.</summary>
    public LatencySummary? Read()
    {
        long[] counts = new long[_buckets.Length];
        long total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Volatile.Read(ref _buckets[i]);
            total += counts[i];
        }

        return total == 0 ? null : new LatencySummary(total, Percentile(counts, total, 0.50), Percentile(counts, total, 0.95), Percentile(counts, total, 0.99));
    }

    private static double Percentile(long[] counts, long total, double share)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(total * share));
        int bucket = 0;
        for (long seen = counts[0]; seen < wanted; seen += counts[bucket])
        {
            bucket++;
        }

        return LowestOf(bucket + 1) / 1000.0;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Exact)
        {
            return (int)microseconds;
        }

        int power = Math.Min(BitOperations.Log2((ulong)microseconds), 38);
        int part = (int)Math.Min(microseconds >> (power - 5), (2 * Parts) - 1) - Parts;
        return Exact + ((power - 6) * Parts) + part;
    }

    private static long LowestOf(int bucket) => bucket < Exact
        ? bucket
        : (long)(Parts + ((bucket - Exact) % Parts)) << (((bucket - Exact) / Parts) + 1);
}
