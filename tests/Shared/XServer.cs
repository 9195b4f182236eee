using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace GiftGrab.Tests;

/// <summary>An X server without a screen, whose pixels can be written: each picture can tell its own number.</summary>
internal sealed class XServer : IDisposable
{
    private const int Blocks = 16;
    private const int BlockSize = 32;
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _pixels;
    private readonly long _first;
    private readonly int _stride;
    private nint _client;

    public XServer(int width, int height)
    {
        // It chooses a free number itself and says it on the given descriptor once it listens.
        _process = Process.Start(new ProcessStartInfo(
            "Xvfb", ["-displayfd", "1", "-screen", "0", $"{width}x{height}x24", "-fbdir", _folder.Path, "-nolisten", "tcp", "-noreset"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Display = $":{_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Xvfb did not start.")}";
        Width = width;
        Height = height;
        _file = MemoryMappedFile.CreateFromFile(_folder["Xvfb_screen0"], FileMode.Open);
        _pixels = _file.CreateViewAccessor();

        // XWDFile.h: the size of the header, the bytes of a row, the colours of the map, each a big-endian word.
        _stride = Word(12);
        _first = Word(0) + (12L * Word(19));
    }

    /// <summary>Why no server can be started here; <see langword="null"/> where one can.</summary>
    public static string? Missing { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Combine(folder, "Xvfb")))
            ? null
            : "Xvfb is missing; Debian's package xvfb brings it";

    /// <summary>Its name, such as <c>:97</c>.</summary>
    public string Display { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Lets the server hang, or go on.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"])!.WaitForExit();

    /// <summary>Shows a number: sixteen blocks, white where its bit is set.</summary>
    public void Show(int number)
    {
        for (int block = 0; block < Blocks; block++)
        {
            Fill(block * BlockSize, 0, BlockSize, BlockSize, (number >> block & 1) != 0 ? 0xFFFFFF : 0);
        }
    }

    /// <summary>Paints a part in one colour, 0xRRGGBB.</summary>
    public void Fill(int x, int y, int width, int height, int color)
    {
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
            {
                _pixels.Write(_first + ((long)row * _stride) + (column * 4), color);
            }
        }
    }

    /// <summary>Makes the mouse pointer, in the middle, a red square of 16x16, as a client that leaves: what <c>xsetroot</c> does.</summary>
    public void ShowPointer() => _client = Xcb.ShowPointer(Display);

    /// <summary>The number that a picture in bgr0 shows.</summary>
    public static int NumberIn(VideoFrame frame)
    {
        int number = 0;
        for (int block = 0; block < Blocks; block++)
        {
            int at = (BlockSize / 2 * frame.GetStride(0)) + (((block * BlockSize) + (BlockSize / 2)) * 4);
            number |= frame.GetPlane(0)[at] > 128 ? 1 << block : 0;
        }

        return number;
    }

    /// <summary>Ends the server, as its machine going away does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        if (_client != 0)
        {
            Xcb.Disconnect(_client);
        }

        _process.Dispose();
        _pixels.Dispose();
        _file.Dispose();
        _folder.Dispose();
    }

    private int Word(int index) => BinaryPrimitives.ReverseEndianness(_pixels.ReadInt32(index * 4));
}
