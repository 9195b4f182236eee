using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

/// <summary>The sound of a file as <c>ffmpeg</c> decodes it: one channel of 48 kHz, from the file's time 0.</summary>
internal static class Pcm
{
    public const int Rate = 48_000;

    public static short[] Decode(string path)
    {
        string raw = Path.Combine(Path.GetTempPath(), $"giftgrab-{Guid.NewGuid():N}.raw");
        try
        {
            // Where the sound begins later than the pictures, the time before it is silence.
            Ffmpeg.Run("-i", path, "-vn", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "48000", "-f", "s16le", raw);
            return MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(raw)).ToArray();
        }
        finally
        {
            File.Delete(raw);
        }
    }

    /// <summary>When each beep begins, in seconds: a beep is what follows a tenth of a second of silence.</summary>
    public static double[] Beeps(string path, int threshold = 1500)
    {
        short[] samples = Decode(path);
        List<double> beeps = [];
        int last = -Rate;
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) >= threshold)
            {
                if (i - last > Rate / 10)
                {
                    beeps.Add((double)i / Rate);
                }

                last = i;
            }
        }

        return [.. beeps];
    }

    public static double Seconds(string path) => (double)Decode(path).Length / Rate;
}
