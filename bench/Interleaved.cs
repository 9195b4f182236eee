using System.Diagnostics;

namespace GiftGrab.Benchmarks;

/// <summary>The times of one contestant, in milliseconds.</summary>
/// <param name="Median">What half of the rounds stayed under.</param>
/// <param name="Least">The best round.</param>
internal readonly record struct Times(double Median, double Least);

/// <summary>
/// Runs two contestants in turn, so that whatever else the machine does hits both alike.
/// </summary>
internal static class Interleaved
{
    /// <summary>Times each contestant <paramref name="rounds"/> times, after runs that are not counted.</summary>
    /// <param name="rounds">How often.</param>
    /// <param name="first">One of them.</param>
    /// <param name="second">The other.</param>
    /// <param name="measure">Runs one and says what it took, in milliseconds; <see langword="null"/>: the time on the clock.</param>
    public static (Times First, Times Second) Run(int rounds, Action first, Action second, Func<Action, double>? measure = null)
    {
        measure ??= Milliseconds;
        double[] firsts = new double[rounds];
        double[] seconds = new double[rounds];
        for (int round = -3; round < rounds; round++)
        {
            double a = measure(first);
            double b = measure(second);
            if (round >= 0)
            {
                firsts[round] = a;
                seconds[round] = b;
            }
        }

        return (Summary(firsts), Summary(seconds));
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Times Summary(double[] times)
    {
        Array.Sort(times);
        return new Times(times[times.Length / 2], times[0]);
    }
}
