namespace GiftGrab.Tests;

public sealed class RenderNodesTests
{
    [Fact]
    public void MissingPart_OfNoFolder_SaysThatThereIsNoNode()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal($"no render node ({folder["dri"]}/renderD* does not exist)", RenderNodes.MissingPart(folder["dri"]));
    }

    [Fact]
    public void MissingPart_OfAScreenAlone_SaysThatThereIsNoNode()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["card0"], []);

        Assert.StartsWith("no render node", RenderNodes.MissingPart(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPart_OfANodeThatOpens_IsNothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["renderD128"], []);

        Assert.Empty(RenderNodes.MissingPart(folder.Path));
    }

    [Fact]
    public void MissingPart_OfANodeThatDoesNotOpen_NamesItAndTheGroup()
    {
        using var folder = new TemporaryFolder();

        // A link to nothing cannot be opened by anyone, root included.
        File.CreateSymbolicLink(folder["renderD128"], folder["gone"]);

        Assert.Equal(
            $"no access to the render node {folder["renderD128"]} (is this user in the group render?)",
            RenderNodes.MissingPart(folder.Path));
    }
}
