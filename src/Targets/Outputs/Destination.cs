namespace GiftGrab;

/// <summary>Where an output's bytes go, and what becomes of them at the end.</summary>
internal abstract class Destination : IDisposable
{
    /// <summary>What messages call it.</summary>
    public abstract string Subject { get; }

    /// <summary>Takes the bytes.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Free bytes when last looked at.</summary>
    public virtual long? FreeSpace => null;

    /// <summary>Called before bytes are written, and while they are.</summary>
    /// <exception cref="LowSpaceException">There is hardly room for more.</exception>
    public virtual void RequireSpace()
    {
    }

    /// <summary>Forgets what was written, where that is possible.</summary>
    /// <returns>Whether it was.</returns>
    public virtual bool TryRestart() => false;

    /// <summary>The first bytes are out, and a reader can make sense of them.</summary>
    public virtual void Begun()
    {
    }

    /// <summary>The container is complete.</summary>
    /// <param name="plan">How it was written.</param>
    /// <param name="end">What is in it.</param>
    public virtual void Complete(RecordingPlan plan, RecordingEnd end) => Stream.Flush();

    /// <summary>Writing failed; what a reader can make sense of ends here.</summary>
    /// <param name="length">In bytes; 0 where nothing was begun.</param>
    public virtual void Salvage(long length)
    {
    }

    /// <summary>Gives back what it holds.</summary>
    public abstract void Dispose();
}
