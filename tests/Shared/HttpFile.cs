using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GiftGrab.Tests;

/// <summary>A web server of this process that gives one file, whatever is asked for, and knows no ranges.</summary>
internal sealed class HttpFile : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _content;
    private readonly int _sent;
    private readonly Task _server;
    private readonly CancellationTokenSource _ended = new();
    private int _requests;

    /// <param name="path">The file.</param>
    /// <param name="share">How much of it is sent before the connection breaks, of 1.</param>
    public HttpFile(string path, double share = 1)
    {
        _content = File.ReadAllBytes(path);
        _sent = (int)(_content.Length * share);
        _listener.Start();
        _server = Task.Run(Serve);
        Address = $"http://{_listener.LocalEndpoint}/{Path.GetFileName(path)}";
    }

    public string Address { get; }

    /// <summary>How often it was asked for.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        _server.Wait();
        _ended.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            try
            {
                using Socket client = _listener.AcceptSocket();
                client.Receive(new byte[8192]);
                Interlocked.Increment(ref _requests);
                client.Send(Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {_content.Length}\r\n\r\n"));
                client.Send(_content.AsSpan(0, _sent));
                client.Shutdown(SocketShutdown.Send);
                client.Receive(new byte[1]);
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // A client that leaves early, or the end.
                if (_ended.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }
}
