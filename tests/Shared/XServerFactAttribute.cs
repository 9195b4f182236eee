namespace GiftGrab.Tests;

/// <summary>A test that needs an X server of its own.</summary>
internal sealed class XServerFactAttribute : FactAttribute
{
    public XServerFactAttribute() => Skip = XServer.Missing;
}

/// <summary>Such a test with several cases.</summary>
internal sealed class XServerTheoryAttribute : TheoryAttribute
{
    public XServerTheoryAttribute() => Skip = XServer.Missing;
}
