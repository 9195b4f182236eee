using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Text that FFmpeg owns.</summary>
internal static unsafe class NativeText
{
    /// <summary>Copies UTF-8 text; empty for a null pointer.</summary>
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;
}
