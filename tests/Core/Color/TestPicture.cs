using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>How the rows of a <see cref="TestPicture"/> lie.</summary>
public enum Rows
{
    Tight,
    Padded,
    BottomUp,
}

/// <summary>A picture between guard bytes; every byte that is not the picture's must keep its value.</summary>
internal sealed unsafe class TestPicture
{
    private const byte Guard = 0xA5;
    private const int Alignment = 64;
    private readonly byte[] _memory;
    private readonly bool[] _owned;
    private readonly int[] _starts = new int[3];
    private readonly int[] _strides = new int[3];

    public TestPicture(PictureLayout layout, int width, int height, Rows rows = Rows.Tight)
    {
        Layout = layout;
        Width = width;
        Height = height;
        const int Margin = 128;
        int total = Margin;
        for (int plane = 0; plane < 3; plane++)
        {
            (int bytes, int count) = Extent(layout, plane, width, height);
            int pitch = bytes + (rows == Rows.Tight ? 0 : 13 + plane);
            _starts[plane] = total + (rows == Rows.BottomUp && count > 0 ? pitch * (count - 1) : 0);
            _strides[plane] = rows == Rows.BottomUp ? -pitch : pitch;
            total = (total + (pitch * count) + Margin + Alignment - 1) & -Alignment;
        }

        _memory = GC.AllocateArray<byte>(total + Alignment, pinned: true);
        int offset = (int)(-(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) & (Alignment - 1));
        for (int plane = 0; plane < 3; plane++)
        {
            _starts[plane] += offset;
        }

        _owned = new bool[_memory.Length];
        Array.Fill(_memory, Guard);
        for (int plane = 0; plane < 3; plane++)
        {
            (int bytes, int count) = Extent(layout, plane, width, height);
            for (int row = 0; row < count; row++)
            {
                Array.Fill(_owned, true, _starts[plane] + (row * _strides[plane]), bytes);
            }
        }
    }

    public PictureLayout Layout { get; }

    public int Width { get; }

    public int Height { get; }

    public bool IsRgb => IsRgbLayout(Layout);

    public PictureView View => new(
        At(0), _strides[0], At(1), _strides[1], At(2), _strides[2], Width, Height);

    public static bool IsRgbLayout(PictureLayout layout) => layout <= PictureLayout.Rgb24;

    /// <summary>Bytes of a row and number of rows of a plane.</summary>
    public static (int Bytes, int Rows) Extent(PictureLayout layout, int plane, int width, int height)
    {
        int half = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        return (layout, plane) switch
        {
            (PictureLayout.Bgr24 or PictureLayout.Rgb24, 0) => (width * 3, height),
            (PictureLayout.Uyvy, 0) => (half * 4, height),
            (PictureLayout.Nv12 or PictureLayout.I420, 0) => (width, height),
            (PictureLayout.Nv12, 1) => (half * 2, halfHeight),
            (PictureLayout.I420, _) => (half, halfHeight),
            (_, 0) => (width * 4, height),
            _ => (0, 0),
        };
    }

    public TestPicture FillRandom(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < _memory.Length; i++)
        {
            if (_owned[i])
            {
                _memory[i] = (byte)random.Next(256);
            }
        }

        return this;
    }

    /// <summary>Something like what a camera sees: smooth shapes whose channels go together, edges and a little noise.</summary>
    public TestPicture FillNatural(int seed)
    {
        var random = new Random(seed);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double light = 128 + (70 * Math.Sin(x * 0.021) * Math.Cos(y * 0.034)) + ((x / 40 + y / 30) % 2 * 35);
                double tint = 25 * Math.Sin((x + (2 * y)) * 0.013);
                Set(x, y, light + tint + random.Next(6), light + random.Next(6), light + 18 - tint + random.Next(6));
            }
        }

        return this;
    }

    public TestPicture FillRgb(byte r, byte g, byte b)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Set(x, y, r, g, b);
            }
        }

        return this;
    }

    public void Set(int x, int y, double r, double g, double b)
    {
        byte* pixel = Pixel(x, y);
        bool redFirst = Layout is PictureLayout.Rgba or PictureLayout.Rgb24;
        pixel[redFirst ? 0 : 2] = (byte)Math.Clamp(r, 0, 255);
        pixel[1] = (byte)Math.Clamp(g, 0, 255);
        pixel[redFirst ? 2 : 0] = (byte)Math.Clamp(b, 0, 255);
    }

    public (int R, int G, int B) Rgb(int x, int y)
    {
        byte* pixel = Pixel(x, y);
        return Layout is PictureLayout.Rgba or PictureLayout.Rgb24
            ? (pixel[0], pixel[1], pixel[2])
            : (pixel[2], pixel[1], pixel[0]);
    }

    public int Alpha(int x, int y) => Pixel(x, y)[3];

    /// <summary>The samples that pixel x, y takes.</summary>
    public (int Y, int U, int V) Yuv(int x, int y) => (*Luma(x, y), *Chroma(x / 2, y, 0), *Chroma(x / 2, y, 1));

    public void SetYuv(int x, int y, int luma, int u, int v)
    {
        *Luma(x, y) = (byte)luma;
        *Chroma(x / 2, y, 0) = (byte)u;
        *Chroma(x / 2, y, 1) = (byte)v;
    }

    /// <summary>The bytes that belong to the picture, and a check that no others changed.</summary>
    public byte[] Contents()
    {
        for (int i = 0; i < _memory.Length; i++)
        {
            if (!_owned[i] && _memory[i] != Guard)
            {
                throw new InvalidOperationException($"Byte {i}, outside of the picture, was written");
            }
        }

        return [.. _memory.Where((_, i) => _owned[i])];
    }

    /// <summary>Luma of a row of odd width has a neighbour in UYVY.</summary>
    public int PaddingLuma(int y) => _memory[_starts[0] + (y * _strides[0]) + ((Width + 1) / 2 * 4) - 1];

    private byte* At(int plane)
    {
        fixed (byte* memory = _memory)
        {
            return Extent(Layout, plane, Width, Height).Rows == 0 ? null : memory + _starts[plane];
        }
    }

    private byte* Row(int plane, int y) => At(plane) + (y * _strides[plane]);

    private byte* Pixel(int x, int y) =>
        Row(0, y) + (x * (Layout is PictureLayout.Bgr24 or PictureLayout.Rgb24 ? 3 : 4));

    private byte* Luma(int x, int y) => Layout == PictureLayout.Uyvy ? Row(0, y) + (2 * x) + 1 : Row(0, y) + x;

    private byte* Chroma(int pair, int y, int which) => Layout switch
    {
        PictureLayout.Uyvy => Row(0, y) + (4 * pair) + (2 * which),
        PictureLayout.Nv12 => Row(1, y / 2) + (2 * pair) + which,
        _ => Row(1 + which, y / 2) + pair,
    };
}
