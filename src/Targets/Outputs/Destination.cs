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
    /// <param name="written">How many were since the call before.</param>
    /// <param name="waiting">How many of all are still on their way.</param>
    /// <exception cref="LowSpaceException">There is hardly room for more.</exception>
    public virtual void RequireSpace(long written = 0, long waiting = 0)
    {
    }

    /// <summary>Forgets what was written, where that is possible.</summary>
    /// <returns>Whether it was.</returns>
    public virtual bool TryRestart() => false;

    /// <summary>Called behind the first box of a container that is finalised; what is written next stands behind the room.</summary>
    /// <param name="plan">How the container is written.</param>
    /// <param name="streams">What will be in it.</param>
    public virtual void LeaveRoomForIndex(RecordingPlan plan, IReadOnlyCollection<EncodedStream> streams)
    {
    }

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
