using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The state of a recording on one line.</summary>
internal static class StatusLine
{
    private const int Width = 118;

    public static string Of(ProgressEvent progress)
    {
        long dropped = progress.Outputs.Sum(output => output.Dropped);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Units.Clock(TimeSpan.FromSeconds(progress.Position))}  {progress.Frames} frames  {progress.Fps:0.0} fps  {progress.Speed:0.00}x  "
            + $"queue {progress.Outputs.Sum(output => output.Queued)}  dropped {dropped}  {Units.Bytes(progress.Outputs.Sum(output => output.Bytes))}");
        long? free = progress.Outputs.Min(output => output.FreeBytes);
        line = free is null ? line : $"{line}  {Units.Bytes(free.Value)} free";
        return line.Length > Width ? line[..Width] : line;
    }
}
