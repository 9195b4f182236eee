using System.Net.Sockets;

namespace GiftGrab.Tests;

public sealed class DisplaysTests
{
    [Theory]
    [InlineData(":0", 0)]
    [InlineData(":97.0", 97)]
    [InlineData("remote:0", null)]
    [InlineData(":", null)]
    [InlineData(":.0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void NumberOf_OfADisplay_IsThatOfALocalOne(string? display, int? number) =>
        Assert.Equal(number, Displays.NumberOf(display));

    [Fact]
    public void Find_AmongSockets_TellsWhichAnswerAndWhichIsCurrent()
    {
        using var folder = new TemporaryFolder();
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(folder["X97"]));
        server.Listen();
        File.WriteAllText(folder["X5"], string.Empty);

        IReadOnlyList<Display> displays = Displays.Find(":97.0", folder.Path);

        Assert.Equal([new Display(":5", false, false), new Display(":97", true, true)], displays);
    }
}
