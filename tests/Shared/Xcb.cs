using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

/// <summary>What a client asks of an X server, over libxcb.</summary>
internal static partial class Xcb
{
    private const string Library = "libxcb.so.1";
    private const ushort Size = 16;
    private const uint Foreground = 1 << 2;
    private const uint CursorOfWindow = 1 << 14;

    /// <summary>Makes the pointer a red square of 16x16, whose first pixel is where it points, as a client that is gone by the end.</summary>
    /// <returns>Another client, which stays: <see cref="Disconnect"/> ends it.</returns>
    public static unsafe nint ShowPointer(string display)
    {
        nint leaving = Connect(display, 0), staying = Connect(display, 0);
        Assert.Equal((0, 0), (HasError(leaving), HasError(staying)));
        uint root = *Roots(GetSetup(leaving)).Root;
        uint shape = NewId(leaving), pen = NewId(leaving), cursor = NewId(leaving);
        CreatePixmap(leaving, 1, shape, root, Size, Size);
        CreateContext(leaving, pen, shape, Foreground, 1);
        FillRectangle(leaving, shape, pen, 1, new Rectangle(0, 0, Size, Size));
        CreateCursor(leaving, cursor, shape, shape, 0xFFFF, 0, 0, 0, 0, 0, 0, 0);
        ChangeWindow(leaving, root, CursorOfWindow, cursor);
        WaitForAnswer(leaving);

        // A server notes in its own time that a client closed its socket; one that is ended by another is gone with the next answer.
        EndClient(staying, cursor);
        WaitForAnswer(staying);
        Disconnect(leaving);
        return staying;
    }

    [LibraryImport(Library, EntryPoint = "xcb_disconnect")]
    public static partial void Disconnect(nint connection);

    private static void WaitForAnswer(nint connection) =>
        Marshal.FreeHGlobal(GetInputFocusReply(connection, GetInputFocus(connection), 0));

    [LibraryImport(Library, EntryPoint = "xcb_connect", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Connect(string display, nint screen);

    [LibraryImport(Library, EntryPoint = "xcb_connection_has_error")]
    private static partial int HasError(nint connection);

    [LibraryImport(Library, EntryPoint = "xcb_get_setup")]
    private static partial nint GetSetup(nint connection);

    [LibraryImport(Library, EntryPoint = "xcb_setup_roots_iterator")]
    private static partial Screens Roots(nint setup);

    [LibraryImport(Library, EntryPoint = "xcb_generate_id")]
    private static partial uint NewId(nint connection);

    [LibraryImport(Library, EntryPoint = "xcb_create_pixmap")]
    private static partial uint CreatePixmap(nint connection, byte depth, uint pixmap, uint drawable, ushort width, ushort height);

    [LibraryImport(Library, EntryPoint = "xcb_create_gc")]
    private static partial uint CreateContext(nint connection, uint context, uint drawable, uint mask, in uint value);

    [LibraryImport(Library, EntryPoint = "xcb_poly_fill_rectangle")]
    private static partial uint FillRectangle(nint connection, uint drawable, uint context, uint count, in Rectangle rectangle);

    [LibraryImport(Library, EntryPoint = "xcb_create_cursor")]
    private static partial uint CreateCursor(
        nint connection, uint cursor, uint source, uint mask, ushort red, ushort green, ushort blue, ushort backRed, ushort backGreen,
        ushort backBlue, ushort x, ushort y);

    [LibraryImport(Library, EntryPoint = "xcb_change_window_attributes")]
    private static partial uint ChangeWindow(nint connection, uint window, uint mask, in uint value);

    [LibraryImport(Library, EntryPoint = "xcb_kill_client")]
    private static partial uint EndClient(nint connection, uint resource);

    [LibraryImport(Library, EntryPoint = "xcb_get_input_focus")]
    private static partial uint GetInputFocus(nint connection);

    [LibraryImport(Library, EntryPoint = "xcb_get_input_focus_reply")]
    private static partial nint GetInputFocusReply(nint connection, uint cookie, nint error);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Screens
    {
        public uint* Root;
        public int Left;
        public int Index;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Rectangle(short X, short Y, ushort Width, ushort Height);
}
