namespace GiftGrab.Tests;

/// <summary>Two hundred inputs that no camera made, the same in every run.</summary>
internal static class DamagedInputs
{
    public const int Count = 200;
    private const int Truncated = 70;
    private const int Flipped = 70;
    private const int Blanked = 30;

    /// <summary>Writes them into a folder and returns their paths, among them some that do not exist.</summary>
    public static IReadOnlyList<string> Write(TemporaryFolder folder)
    {
        string[] whole =
        [
            Clips.Short,
            Clips.Make("second.mp4", "-i", Clips.FlashAndBeep, "-t", "1", "-c", "copy"),
            Clips.Make("fragmented.mp4", "-i", Clips.Short, "-c", "copy", "-movflags", "frag_keyframe+empty_moov"),
            Clips.Make("short.ts", "-i", Clips.FlashAndBeep, "-t", "1", "-c:v", "mpeg2video", "-c:a", "mp2"),
            Clips.Make("short.webm", "-i", Clips.Short, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"),
            Clips.Make("short.avi", "-i", Clips.FlashAndBeep, "-t", "1", "-c:v", "mpeg4", "-vtag", "XVID", "-c:a", "pcm_s16le"),
            Clips.Make("short.mkv", "-i", Clips.FlashAndBeep, "-t", "1", "-c:v", "ffv1", "-c:a", "flac"),
            Clips.Make("hevc.mkv", "-i", Clips.Short, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"),
            Clips.Make("jpeg.mov", "-i", Clips.Short, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
            Clips.Make("still.png", "-i", Clips.Short, "-frames:v", "1"),
        ];
        byte[][] contents = [.. whole.Select(File.ReadAllBytes)];
        var paths = new List<string>();
        for (int i = 0; i < Truncated + Flipped + Blanked; i++)
        {
            var random = new Random(i);
            byte[] bytes = [.. contents[i % contents.Length]];
            string path = folder[$"{i:000}{Path.GetExtension(whole[i % whole.Length])}"];
            File.WriteAllBytes(path, i < Truncated ? bytes[..random.Next(1, bytes.Length)]
                : i < Truncated + Flipped ? Flip(bytes, random)
                : Blank(bytes, random));
            paths.Add(path);
        }

        paths.AddRange(WriteStrangers(folder, Count - paths.Count));
        return paths;
    }

    private static byte[] Flip(byte[] bytes, Random random)
    {
        // Every second file is hit in its head, where sizes and codecs stand.
        int reach = random.Next(2) == 0 ? Math.Min(2048, bytes.Length) : bytes.Length;
        for (int flips = random.Next(1, 300); flips > 0; flips--)
        {
            bytes[random.Next(reach)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private static byte[] Blank(byte[] bytes, Random random)
    {
        int begin = random.Next(bytes.Length);
        bytes.AsSpan(begin, random.Next(bytes.Length - begin)).Clear();
        return bytes;
    }

    private static IEnumerable<string> WriteStrangers(TemporaryFolder folder, int count)
    {
        string Put(string name, byte[] bytes)
        {
            File.WriteAllBytes(folder[name], bytes);
            return folder[name];
        }

        string Text(string name, string text) => Put(name, System.Text.Encoding.UTF8.GetBytes(text));

        var paths = new List<string>
        {
            Put("empty.mp4", []),
            Put("zeros.mkv", new byte[100_000]),
            Put("zeros", new byte[1]),
            Text("letter.txt", string.Concat(Enumerable.Repeat("Dear doctor, this is a letter and not a video.\n", 200))),
            Text("letter.mp4", "Dear doctor, this is a letter and not a video.\n"),
            Text("titles.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n"),
            Text("live.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/segment.ts\n"),
            Text("list.ffconcat", "ffconcat version 1.0\nfile /etc/passwd\n"),
            Text("page.html", "<!DOCTYPE html><html><body>404</body></html>"),
            Text("data.json", "{\"frames\": []}"),
            Directory.CreateDirectory(folder["directory"]).FullName,
            Directory.CreateDirectory(folder["directory.mp4"]).FullName,
            folder["missing.mp4"],
            Path.Combine(folder["missing"], "clip.mp4"),
            File.CreateSymbolicLink(folder["dangling.mp4"], folder["nothing.mp4"]).FullName,
            File.CreateSymbolicLink(folder["loop.mp4"], folder["loop.mp4"]).FullName,
            Put("locked.mp4", File.ReadAllBytes(Clips.Short)),
            "/proc/self/mem",
            "/dev/null",
        };
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["locked.mp4"], UnixFileMode.None);
        }

        for (int i = paths.Count; i < count; i++)
        {
            var bytes = new byte[50_000];
            new Random(i).NextBytes(bytes);
            paths.Add(Put($"noise{i}.mp4", bytes));
        }

        return paths;
    }
}
