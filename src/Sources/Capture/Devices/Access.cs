using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Whether something on this machine can be reached, without changing it.</summary>
internal static partial class Access
{
    // unistd.h
    private const int Read = 4;
    private const int Write = 2;

    /// <summary>Whether this user may read and write a file or device; it is not opened, for opening can switch a device on.</summary>
    public static bool CanReadAndWrite(string path) => AccessOf(path, Read | Write) == 0;

    /// <summary>Whether somebody listens at a local socket.</summary>
    public static bool Answers(string socketPath)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AccessOf(string path, int mode);
}
