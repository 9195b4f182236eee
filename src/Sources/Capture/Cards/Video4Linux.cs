using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GiftGrab;

/// <summary>Asks Video4Linux what a device node offers. Numbers and layouts are those of <c>linux/videodev2.h</c>.</summary>
internal static partial class Video4Linux
{
    private const uint QueryCapabilities = 0x80685600;
    private const uint EnumerateFormats = 0xC0405602;
    private const uint GetFormat = 0xC0D05604;
    private const uint EnumerateInputs = 0xC050561A;
    private const uint GetInput = 0x80045626;
    private const uint NoPowerOrSignal = 0x3;
    private const uint EnumerateSizes = 0xC02C564A;
    private const uint EnumerateRates = 0xC034564B;
    private const uint CaptureCapability = 0x1;
    private const uint MultiplanarCaptureCapability = 0x1000;
    private const uint DeviceCapabilities = 0x80000000;
    private const uint CaptureBuffers = 1;
    private const uint Discrete = 1;

    // A driver that never says "no more" ends here.
    private const int MostEntries = 256;

    /// <summary>What a node offers; <see langword="null"/> where it does not capture.</summary>
    /// <param name="node">The device node, such as <c>/dev/video0</c>.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static CardCapability? Ask(string node)
    {
        using SafeFileHandle device = Open(node);
        byte[] answer = new byte[104];
        if (!Control(device, QueryCapabilities, answer))
        {
            return null;
        }

        uint capabilities = Word(answer, (Word(answer, 84) & DeviceCapabilities) != 0 ? 88 : 84);
        return (capabilities & (CaptureCapability | MultiplanarCaptureCapability)) == 0
            ? null
            : new CardCapability(Text(answer, 0, 16), Text(answer, 16, 32), [.. Inputs(device)], [.. Formats(device)])
            {
                PresentFormat = PresentFormat(device),
            };
    }

    /// <summary>Opens a node to ask it; whoever streams from it is not disturbed.</summary>
    /// <param name="node">The device node, such as <c>/dev/video0</c>.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static SafeFileHandle Open(string node) => File.OpenHandle(node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    /// <summary>Whether the input that a device is set to has a signal; <see langword="null"/> where the driver does not say.</summary>
    public static bool? HasSignal(SafeFileHandle device)
    {
        byte[] input = new byte[80];
        return Control(device, GetInput, input) && Control(device, EnumerateInputs, input) ? (Word(input, 56) & NoPowerOrSignal) == 0 : null;
    }

    private static string? PresentFormat(SafeFileHandle device)
    {
        // The kind, what aligns the rest, then columns, rows and the code.
        byte[] format = new byte[208];
        SetWord(format, 0, CaptureBuffers);
        return Control(device, GetFormat, format) ? CodeOf(format, 16) : null;
    }

    private static IEnumerable<string> Inputs(SafeFileHandle device)
    {
        byte[] input = new byte[80];
        for (int i = 0; i < MostEntries; i++)
        {
            SetWord(input, 0, (uint)i);
            if (!Control(device, EnumerateInputs, input))
            {
                yield break;
            }

            yield return Text(input, 4, 32);
        }
    }

    private static IEnumerable<CardFormat> Formats(SafeFileHandle device)
    {
        for (int i = 0; i < MostEntries; i++)
        {
            byte[] format = new byte[64];
            SetWord(format, 0, (uint)i);
            SetWord(format, 4, CaptureBuffers);
            if (!Control(device, EnumerateFormats, format))
            {
                yield break;
            }

            yield return new CardFormat(CodeOf(format, 44), Text(format, 12, 32), [.. Sizes(device, Word(format, 44))]);
        }
    }

    private static IEnumerable<CardSize> Sizes(SafeFileHandle device, uint code)
    {
        for (int i = 0; i < MostEntries; i++)
        {
            byte[] size = new byte[44];
            SetWord(size, 0, (uint)i);
            SetWord(size, 4, code);
            if (!Control(device, EnumerateSizes, size))
            {
                yield break;
            }

            if (Word(size, 8) != Discrete)
            {
                // Least, most and step of the columns, then of the rows.
                yield return new CardSize((int)Word(size, 12), (int)Word(size, 24), (int)Word(size, 16), (int)Word(size, 28), []);
                yield break;
            }

            int width = (int)Word(size, 12);
            int height = (int)Word(size, 16);
            yield return new CardSize(width, height, width, height, [.. Rates(device, code, width, height).OrderByDescending(rate => rate.FramesPerSecond)]);
        }
    }

    private static IEnumerable<FrameRate> Rates(SafeFileHandle device, uint code, int width, int height)
    {
        for (int i = 0; i < MostEntries; i++)
        {
            byte[] interval = new byte[52];
            SetWord(interval, 0, (uint)i);
            SetWord(interval, 4, code);
            SetWord(interval, 8, (uint)width);
            SetWord(interval, 12, (uint)height);
            if (!Control(device, EnumerateRates, interval) || Word(interval, 16) != Discrete)
            {
                yield break;
            }

            // An interval is a fraction of seconds: the rate is the fraction upside down.
            if (Word(interval, 20) > 0 && Word(interval, 24) > 0)
            {
                yield return new FrameRate((int)Word(interval, 24), (int)Word(interval, 20));
            }
        }
    }

    private static bool Control(SafeFileHandle device, uint request, byte[] data)
    {
        const int interrupted = 4;
        int result;
        do
        {
            result = IoControl(device, request, data);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == interrupted);
        return result >= 0;
    }

    private static uint Word(byte[] data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at));

    private static void SetWord(byte[] data, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(at), value);

    // The highest bit says that the bytes of a sample come in the other order.
    private static string CodeOf(byte[] format, int at)
    {
        byte last = format[at + 3];
        bool isBigEndian = (last & 0x80) != 0;
        format[at + 3] &= 0x7F;
        string code = Text(format, at, 4);
        format[at + 3] = last;
        return isBigEndian ? $"{code}-BE" : code;
    }

    private static string Text(byte[] data, int at, int length) =>
        Encoding.UTF8.GetString(data, at, length).TrimEnd('\0').Split('\0')[0].Trim();

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(SafeFileHandle device, nuint request, [In, Out] byte[] data);
}
