
namespace GiftGrab.Tests;

public sealed class CaptureNodesTests
{
    [Fact]
    public void Find_InAFolderOfNodes_ListsThemByNumberWithTheirNames()
    {
        using var folder = new TemporaryFolder();
        foreach (string node in (string[])["video10", "video2", "video-codec", "tty0"])
        {
            File.WriteAllText(folder[node], string.Empty);
        }

        Directory.CreateDirectory(folder["class/video2"]);
        File.WriteAllText(folder["class/video2/name"], "Endoscope\n");

        IReadOnlyList<CaptureNode> nodes = CaptureNodes.Find(folder.Path, folder["class"]);

        Assert.Equal([new CaptureNode(folder["video2"], "Endoscope", true), new CaptureNode(folder["video10"], "unnamed", true)], nodes);
    }

    [Fact]
    public void Find_WithoutTheFolder_ListsNothing() => Assert.Empty(CaptureNodes.Find("/nowhere", "/nowhere"));
}
