using System.Runtime.InteropServices;
using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>
/// Every plane between two pages that may not be touched, against either of them: one byte read or written outside
/// ends the process.
/// </summary>
public sealed unsafe partial class OutOfBoundsTests
{
    [SkippableTheory]
    [MemberData(nameof(Pairs.All), MemberType = typeof(Pairs))]
    public void Convert_PlanesBetweenForbiddenPages_TouchesNeither(string from, string to)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        foreach ((int width, int height) in new[] { (1, 1), (16, 2), (33, 3), (64, 2), (70, 3), (95, 2), (129, 3) })
        {
            foreach (bool atEnd in new[] { false, true })
            {
                foreach (SimdWidth simd in SimdWidths.OfThisMachine.Prepend(SimdWidth.Scalar))
                {
                    Convert(Pairs.Layout(from), Pairs.Layout(to), width, height, atEnd, simd);
                }
            }
        }
    }

    private static void Convert(PictureLayout from, PictureLayout to, int width, int height, bool atEnd, SimdWidth simd)
    {
        using var memory = new Fenced(6);
        PictureView source = View(memory, 0, from, width, height, atEnd);
        PictureView target = View(memory, 3, to, width, height, atEnd);
        ColorConverter.ConvertRows(from, in source, to, in target, YuvMatrix.Bt709, false, 0, height, simd);
        Assert.Equal(width, target.Width);
    }

    private static PictureView View(Fenced memory, int first, PictureLayout layout, int width, int height, bool atEnd)
    {
        byte** planes = stackalloc byte*[3];
        int* strides = stackalloc int[3];
        for (int plane = 0; plane < 3; plane++)
        {
            (int bytes, int rows) = TestPicture.Extent(layout, plane, width, height);
            strides[plane] = bytes;
            planes[plane] = rows == 0 ? null : memory.Place(first + plane, bytes * rows, atEnd);
        }

        return new PictureView(planes[0], strides[0], planes[1], strides[1], planes[2], strides[2], width, height);
    }

    /// <summary>Open pages, each between two forbidden ones.</summary>
    private sealed partial class Fenced : IDisposable
    {
        private readonly int _page = Environment.SystemPageSize;
        private readonly byte* _start;
        private readonly nuint _length;

        public Fenced(int pages)
        {
            const int NoAccess = 0;
            const int ReadWrite = 3;
            const int PrivateAnonymous = 0x22;
            _length = (nuint)(_page * ((2 * pages) + 1));
            _start = Mmap(null, _length, NoAccess, PrivateAnonymous, -1, 0);
            Assert.NotEqual(-1, (nint)_start);
            for (int page = 0; page < pages; page++)
            {
                Assert.Equal(0, Mprotect(Open(page), (nuint)_page, ReadWrite));
            }
        }

        public byte* Place(int page, int bytes, bool atEnd)
        {
            Assert.InRange(bytes, 1, _page);
            return Open(page) + (atEnd ? _page - bytes : 0);
        }

        public void Dispose() => _ = Munmap(_start, _length);

        private byte* Open(int page) => _start + (_page * ((2 * page) + 1));

        [LibraryImport("libc", EntryPoint = "mmap")]
        private static partial byte* Mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

        [LibraryImport("libc", EntryPoint = "mprotect")]
        private static partial int Mprotect(byte* address, nuint length, int protection);

        [LibraryImport("libc", EntryPoint = "munmap")]
        private static partial int Munmap(byte* address, nuint length);
    }
}
