namespace GiftGrab.Tests;

/// <summary>What work allocates that is the same for every frame.</summary>
internal static class Allocations
{
    private const int MostRuns = 3;

    /// <summary>The fewest bytes that a run allocates. The runtime grows caches of its own now and then, on whichever thread it comes to;
    /// what a frame allocates, comes in every run.</summary>
    /// <param name="run">Does the work and gives the bytes.</param>
    public static long FewestOf(Func<long> run)
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < MostRuns && fewest > 0; i++)
        {
            fewest = Math.Min(fewest, run());
        }

        return fewest;
    }
}
