namespace GiftGrab.Tests;

/// <summary>Fails a test that leaves a unit unreturned.</summary>
public abstract class LeakChecked : IDisposable
{
    private readonly long _before = MediaUnit.Outstanding;

    /// <summary>Compares the count of units in use with the one before the test.</summary>
    public void Dispose()
    {
        Release();
        Assert.Equal(_before, MediaUnit.Outstanding);
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
