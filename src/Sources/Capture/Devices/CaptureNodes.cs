using System.Globalization;

namespace GiftGrab;

/// <summary>A device node of Video4Linux.</summary>
/// <param name="Path">The node, such as <c>/dev/video0</c>.</param>
/// <param name="Name">What the driver calls the device.</param>
/// <param name="IsAccessible">Whether this user may open it.</param>
public sealed record CaptureNode(string Path, string Name, bool IsAccessible);

/// <summary>The device nodes of Video4Linux: cameras and grabber cards, and what else drivers put there.</summary>
public static class CaptureNodes
{
    /// <param name="devices">The folder of device nodes.</param>
    /// <param name="classes">The kernel's folder that names them.</param>
    public static IReadOnlyList<CaptureNode> Find(string devices = "/dev", string classes = "/sys/class/video4linux")
    {
        if (!Directory.Exists(devices))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFiles(devices, "video*")
                .Select(path => (Path: path, Number: NumberOf(path)))
                .Where(node => node.Number is not null)
                .OrderBy(node => node.Number)
                .Select(node => new CaptureNode(node.Path, NameOf(Path.Combine(classes, Path.GetFileName(node.Path))), Access.CanReadAndWrite(node.Path))),
        ];
    }

    /// <summary>What a node offers; <see langword="null"/> where it does not capture, or may not be asked.</summary>
    /// <param name="path">The node, such as <c>/dev/video0</c>.</param>
    public static CardCapability? Ask(string path)
    {
        try
        {
            return Video4Linux.Ask(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int? NumberOf(string path) =>
        int.TryParse(Path.GetFileName(path).AsSpan("video".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string NameOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "name")).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unnamed";
        }
    }
}
