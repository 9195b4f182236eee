using System.Runtime.InteropServices;
using System.Text;

namespace GiftGrab.Interop;

/// <summary>Text over the C interface: UTF-8 that ends with a zero.</summary>
internal static unsafe class Utf8
{
    public static string Read(byte* text) =>
        Marshal.PtrToStringUTF8((nint)text) ?? throw new ArgumentException("A text is missing: the pointer is null.");

    /// <summary>Writes as much of a text as fits.</summary>
    /// <returns>How many bytes the whole text needs, its final zero included.</returns>
    public static int Write(string text, byte* buffer, int capacity)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (buffer is not null && capacity > 0)
        {
            int length = Math.Min(bytes.Length, capacity - 1);
            bytes.AsSpan(0, length).CopyTo(new Span<byte>(buffer, capacity));
            buffer[length] = 0;
        }

        return bytes.Length + 1;
    }

    /// <summary>A copy for the length of one call.</summary>
    public static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
