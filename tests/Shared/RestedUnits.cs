namespace GiftGrab.Tests;

/// <summary>Enough units at rest for a test that counts what is allocated.</summary>
internal static class RestedUnits
{
    /// <summary>Makes them. A thread that an earlier test left to end by itself may take units meanwhile: enough are there for it, too.</summary>
    public static void Make()
    {
        VideoFrame[] frames = [.. Enumerable.Range(0, 64).Select(_ => VideoFrame.Rent())];
        AudioFrame[] blocks = [.. Enumerable.Range(0, 64).Select(_ => AudioFrame.Rent())];
        Array.ForEach(frames, frame => frame.Dispose());
        Array.ForEach(blocks, block => block.Dispose());
    }
}
