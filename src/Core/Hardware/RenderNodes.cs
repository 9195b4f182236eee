namespace GiftGrab;

/// <summary>The kernel's files of graphics devices, through which VA-API and Quick Sync work.</summary>
internal static class RenderNodes
{
    public const string Folder = "/dev/dri";

    /// <summary>Why none can be used; empty where one can.</summary>
    /// <param name="folder">Where they are.</param>
    public static string MissingPart(string folder)
    {
        string[] nodes = Directory.Exists(folder) ? Directory.GetFiles(folder, "renderD*") : [];
        Array.Sort(nodes, StringComparer.Ordinal);
        return nodes.Length == 0 ? $"no render node ({folder}/renderD* does not exist)"
            : Array.Exists(nodes, CanOpen) ? string.Empty
            : $"no access to the render node {nodes[0]} (is this user in the group render?)";
    }

    private static bool CanOpen(string node)
    {
        try
        {
            File.OpenHandle(node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
