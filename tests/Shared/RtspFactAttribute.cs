namespace GiftGrab.Tests;

/// <summary>A test that needs an RTSP server.</summary>
internal sealed class RtspFactAttribute : FactAttribute
{
    public RtspFactAttribute() => Skip = Peer.MissingRtsp;
}

/// <summary>Such a test with several cases.</summary>
internal sealed class RtspTheoryAttribute : TheoryAttribute
{
    public RtspTheoryAttribute() => Skip = Peer.MissingRtsp;
}
