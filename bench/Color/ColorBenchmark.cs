using System.Globalization;
using GiftGrab.Color;
using GiftGrab.Tests.Color;

namespace GiftGrab.Benchmarks.Color;

/// <summary>
/// Every conversion on one core, at 1080p unless fewer rows are asked for, against FFmpeg's scaler with its default (bicubic) flags and with those for
/// accuracy, with the accuracy of all against exact arithmetic on a natural and on a random picture. BT.601, limited range, which the scaler
/// takes by default.
/// </summary>
internal static class ColorBenchmark
{
    private const int Width = 1920;

    private static readonly PictureLayout[] Layouts = [
        PictureLayout.Bgra, PictureLayout.Bgr24, PictureLayout.Uyvy, PictureLayout.Nv12, PictureLayout.I420];

    /// <summary>Prints the table. Arguments: a part of the pairs' names ("Bgra-I420"), the number of rounds, and the pictures' rows: 32 stay in
    /// the processor's cache.</summary>
    public static int Run(string[] args)
    {
        string filter = args.ElementAtOrDefault(0) ?? string.Empty;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 31;
        int height = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1080;
        Console.WriteLine($"{Width}x{height}, one thread, {ColorConverter.BestWidth}, median (least) of {rounds} interleaved rounds");
        Console.WriteLine("| Conversion | GIFT-Grab ms | swscale | swscale ms | ratio | GIFT-Grab dB, natural; random | swscale dB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (PictureLayout from in Layouts)
        {
            foreach (PictureLayout to in Layouts)
            {
                if (ColorConverter.CanConvert(from, to)
                    && $"{from}-{to}".Contains(filter, StringComparison.OrdinalIgnoreCase))
                {
                    Console.WriteLine(Row(from, to, height, rounds, "default", SwscalePeer.Default));
                    Console.WriteLine(Row(from, to, height, rounds, "accurate", SwscalePeer.Accurate));
                }
            }
        }

        return 0;
    }

    private static string Row(PictureLayout from, PictureLayout to, int height, int rounds, string peerName, int flags)
    {
        TestPicture source = ColorAccuracy.Natural(from, Width, height);
        var ours = new TestPicture(to, Width, height);
        var theirs = new TestPicture(to, Width, height);
        using var scaler = new SwscalePeer(from, to, Width, height, flags);
        scaler.Load(source);
        (Times us, Times peer) = Interleaved.Run(rounds, () => Convert(source, ours), scaler.Convert);
        scaler.Store(theirs);

        TestPicture random = new TestPicture(from, Width, height).FillRandom(1);
        string natural = ColorAccuracy.Describe(source, ours);
        string peerNatural = ColorAccuracy.Describe(source, theirs);
        Convert(random, ours);
        scaler.Load(random);
        scaler.Convert();
        scaler.Store(theirs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {from}-{to} | {us.Median:F3} ({us.Least:F3}) | {peerName} | {peer.Median:F3} ({peer.Least:F3}) | {us.Median / peer.Median:F3} | " +
            $"{natural}; {ColorAccuracy.Describe(random, ours)} | {peerNatural}; {ColorAccuracy.Describe(random, theirs)} |");
    }

    private static void Convert(TestPicture source, TestPicture target) =>
        ColorConverter.Convert(source.Layout, source.View, target.Layout, target.View, YuvMatrix.Bt601, false);
}
