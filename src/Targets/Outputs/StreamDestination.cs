namespace GiftGrab;

/// <summary>A caller's stream.</summary>
internal sealed class StreamDestination(string name, Stream stream) : Destination
{
    public override string Subject => name;

    public override Stream Stream => stream;

    public override void Complete(RecordingPlan plan, RecordingEnd end) => stream.Flush();

    public override void Dispose()
    {
    }
}
