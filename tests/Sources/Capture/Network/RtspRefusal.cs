using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GiftGrab.Tests;

/// <summary>An RTSP server that describes a stream and has no transport for it, whichever is asked for: VLC's has none over TCP.</summary>
internal sealed class RtspRefusal : IDisposable
{
    private const string Description = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _server;

    public RtspRefusal()
    {
        _listener.Start();
        Address = $"rtsp://{_listener.LocalEndpoint}/live";
        _server = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose()
    {
        _listener.Stop();
        _server.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync() is { } request)
            {
                string number = "CSeq: 0";
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                {
                    number = header.StartsWith("CSeq", StringComparison.Ordinal) ? header : number;
                }

                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer(request.Split(' ')[0], number)));
            }
        }
    }

    private static string Answer(string method, string number) => method switch
    {
        "DESCRIBE" => $"RTSP/1.0 200 OK\r\n{number}\r\nContent-Type: application/sdp\r\nContent-Length: {Description.Length}\r\n\r\n{Description}",
        "SETUP" => $"RTSP/1.0 461 Unsupported Transport\r\n{number}\r\n\r\n",
        _ => $"RTSP/1.0 200 OK\r\n{number}\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n",
    };
}
