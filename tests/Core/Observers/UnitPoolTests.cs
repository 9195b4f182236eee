namespace GiftGrab.Tests;

public sealed class UnitPoolTests
{
    [Fact]
    public void RentAndReturn_AfterABurstOfAnySize_AllocatesNothing()
    {
        long allocated = 0;
        for (int burst = 20; burst < 300; burst++)
        {
            var pool = new UnitPool<Unit>(() => new Unit());
            Unit[] rented = [.. Enumerable.Range(0, burst).Select(_ => pool.Rent())];
            Array.ForEach(rented, pool.Return);

            // The runtime itself allocates once where it compiles a loop anew while that runs; a pool would do it both times.
            allocated += Math.Min(AllocatedByExchanges(pool), AllocatedByExchanges(pool));
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Rent_WithFewResting_LeavesThemAtRest()
    {
        var pool = new UnitPool<Unit>(() => new Unit());
        Unit first = pool.Rent();
        pool.Return(first);

        for (int i = 0; i < 8; i++)
        {
            Unit other = pool.Rent();
            Assert.NotSame(first, other);
            pool.Return(other);
        }

        Assert.Same(first, pool.Rent());
    }

    private static long AllocatedByExchanges(UnitPool<Unit> pool)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            pool.Return(pool.Rent());
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Unit : MediaUnit
    {
        private protected override void Recycle()
        {
        }
    }
}
