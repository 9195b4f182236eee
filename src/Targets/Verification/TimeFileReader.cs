using System.Globalization;

namespace GiftGrab;

/// <summary>Reads the times that stand beside a recording, in nanoseconds since its start.</summary>
internal static class TimeFileReader
{
    /// <exception cref="GiftGrabException">It cannot be read, or is damaged.</exception>
    public static IReadOnlyList<long> Read(string path, ManifestFileKind kind)
    {
        if (kind == ManifestFileKind.Tsync)
        {
            var file = TsyncFile.Read(path);
            return file.Damage.Count == 0
                ? [.. file.Entries.Select(entry => entry.Second * 1000)]
                : throw new GiftGrabException($"{path}: {file.Damage[0]}.");
        }

        try
        {
            int column = kind == ManifestFileKind.WallClock ? 1 : 0;
            return
            [
                .. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(
                    line => (long)Math.Round(double.Parse(line.Split(' ')[column], CultureInfo.InvariantCulture) * 1e6)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GiftGrabException($"{path} cannot be read: {IOErrors.Describe(exception)}.", exception);
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException)
        {
            throw new GiftGrabException($"{path} holds something other than times.", exception);
        }
    }
}
