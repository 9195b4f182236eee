namespace GiftGrab.Tests;

/// <summary>Fails a test that leaves a unit unreturned.</summary>
public abstract class LeakChecked : IDisposable
{
    // A queue behind a file that failed gives its units back on its own thread, a moment after the failure is told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly long _before = MediaUnit.Outstanding;

    /// <summary>Compares the count of units in use with the one before the test.</summary>
    public void Dispose()
    {
        Release();
        SpinWait.SpinUntil(() => MediaUnit.Outstanding <= _before, Patience);
        Assert.InRange(MediaUnit.Outstanding, 0, _before);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the test's fields hold.</summary>
    protected virtual void Release()
    {
    }
}

/// <summary>Tests that count units in use run one after another.</summary>
[CollectionDefinition("frames", DisableParallelization = true)]
public sealed class FramesCollection;
