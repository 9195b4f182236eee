using System.Security.Cryptography;
using System.Text;

namespace GiftGrab.Tests;

/// <summary>Test clips, made by <c>ffmpeg</c> when first asked for and kept in the temporary folder.</summary>
internal static class Clips
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "giftgrab-test-clips");

    /// <summary>H.264 with B-frames, 640x360 at 30, 300 frames that all differ, a key frame every second.</summary>
    public static string H264 => Make("in.mp4",
        "-f", "lavfi", "-i", "mandelbrot=s=640x360:r=30", "-t", "10", "-c:v", "libx264", "-g", "30", "-pix_fmt", "yuv420p");

    /// <summary>The same kind of clip, 320x240 and 30 frames.</summary>
    public static string Short => Make("short.mp4",
        "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx264", "-pix_fmt", "yuv420p");

    /// <summary>Exact RGB: FFV1 in bgr0, 640x360 at 30, 90 frames.</summary>
    public static string Rgb => Make("rgb.mkv",
        "-f", "lavfi", "-i", "mandelbrot=s=640x360:r=30", "-t", "3", "-c:v", "ffv1", "-pix_fmt", "bgr0");

    /// <summary>16-bit gray: FFV1, 640x360 at 30, 90 frames.</summary>
    public static string Gray16 => Make("g16.mkv",
        "-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=3", "-c:v", "ffv1", "-pix_fmt", "gray16le");

    /// <summary>An odd size: FFV1 in bgr0, 321x241 at 30, 30 frames.</summary>
    public static string Odd => Make("odd.mkv",
        "-f", "lavfi", "-i", "mandelbrot=s=321x241:r=30", "-t", "1", "-c:v", "ffv1", "-pix_fmt", "bgr0");

    /// <summary>Variable frame rate: 320x240, 60 frames of 120, with a hole between 0.967 and 3.000 s.</summary>
    public static string VariableRate => Make("vfr.mkv",
        "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=4", "-vf", "select='not(between(n,30,89))'", "-vsync", "vfr");

    /// <summary>Picture and sound, 320x240 at 30 for 10 s: a flash and a beep of 40 ms at every full second.</summary>
    public static string FlashAndBeep => Make("av.mp4",
        "-f", "lavfi", "-i", "color=black:s=320x240:r=30:d=10,drawbox=c=white:t=fill:enable='lt(mod(t,1),0.04)'",
        "-f", "lavfi", "-i", "sine=f=1000:r=48000:d=10,volume='if(lt(mod(t,1),0.04),1,0)':eval=frame",
        "-c:v", "libx264", "-c:a", "aac", "-shortest");

    /// <summary>A clip made by <c>ffmpeg</c> with these arguments.</summary>
    /// <param name="name">The file's name; its extension chooses the container.</param>
    /// <param name="arguments">All but the output.</param>
    /// <returns>Its path. Read it, do not change it.</returns>
    public static string Make(string name, params string[] arguments)
    {
        byte[] recipe = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{string.Join('\n', arguments)}"));
        string folder = Path.Combine(Folder, Convert.ToHexStringLower(recipe, 0, 8));
        string path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            return path;
        }

        // Another test process may make the same clip: each makes its own, and whole files change place.
        string draft = Path.Combine(folder, $"draft-{Guid.NewGuid():N}-{name}");
        Directory.CreateDirectory(folder);
        Ffmpeg.Run([.. arguments, draft]);
        File.Move(draft, path, overwrite: true);
        return path;
    }
}
