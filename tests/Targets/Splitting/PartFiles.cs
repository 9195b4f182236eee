namespace GiftGrab.Tests.Splitting;

/// <summary>Looks at the files of a recording that was split.</summary>
internal static class PartFiles
{
    /// <summary>One fingerprint for each picture of each file; every file has a decoder of its own.</summary>
    public static string[][] FrameHashes(IReadOnlyList<string> paths)
    {
        string text = Ffmpeg.Run(
            [.. paths.SelectMany(path => new[] { "-i", path }), .. paths.SelectMany((_, i) => new[] { "-map", $"{i}:v:0" }), "-vsync", "passthrough", "-f", "framemd5", "-"]);
        ILookup<int, string> hashes = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',')).ToLookup(fields => int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture), fields => fields[5].Trim());
        return [.. paths.Select((_, i) => hashes[i].ToArray())];
    }
}
