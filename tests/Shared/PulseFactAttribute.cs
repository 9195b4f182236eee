namespace GiftGrab.Tests;

/// <summary>A test that needs a PulseAudio server of its own.</summary>
internal sealed class PulseFactAttribute : FactAttribute
{
    public PulseFactAttribute() => Skip = PulseServer.Missing;
}
