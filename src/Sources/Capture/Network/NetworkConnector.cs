using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GiftGrab;

/// <summary>Connects to a stream of the network, or waits for one.</summary>
internal sealed class NetworkConnector(string address, Uri uri, SourceOptions options) : ILiveConnector
{
    // Enough for the parameters of picture and sound where both are sent at once.
    private static readonly TimeSpan ShortLook = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Name { get; } = Credentials.RedactAddress(address);

    /// <inheritdoc/>
    public bool CanReconnect => true;

    private bool IsHastened => options.Capture?.Latency == CaptureLatency.Low;

    private bool IsOverUdp => options.Capture?.Transport == RtspTransport.Udp;

    /// <inheritdoc/>
    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
    {
        long begin = TimeProvider.System.GetTimestamp();
        FindHost(timeout, stop);
        TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(begin);
        CaptureConnection? connection = null;
        IReadOnlyList<string> complaints = [];
        try
        {
            FFmpegLog.Listen(
                () =>
                {
                    connection = CaptureConnection.Open(Describe(timeout), left, stop);
                    return 0;
                },
                out complaints);
            return connection!;
        }
        catch (NetworkSourceUnavailableException exception) when (complaints.Count > 0 && uri.Scheme != "srt" && exception.InnerException is FFmpegException)
        {
            // FFmpeg's result is often no more than "input/output error"; its log knows why.
            throw new NetworkSourceUnavailableException(
                $"{exception.Message.TrimEnd('.')} ({complaints[^1].TrimEnd('.')}).", exception.InnerException);
        }
    }

    /// <summary>Asks for the host's number: FFmpeg would, too, but could not be interrupted meanwhile.</summary>
    private void FindHost(TimeSpan timeout, CancellationToken stop)
    {
        if (uri.HostNameType != UriHostNameType.Dns || IsBehindProxy())
        {
            return;
        }

        try
        {
            Dns.GetHostAddressesAsync(uri.DnsSafeHost, stop).WaitAsync(timeout, stop).GetAwaiter().GetResult();
        }
        catch (SocketException exception)
        {
            throw new NetworkSourceUnavailableException($"{Name} cannot be reached: the name {uri.DnsSafeHost} is not known ({IOErrors.Describe(exception)}).", exception);
        }
        catch (TimeoutException exception)
        {
            throw new NetworkSourceUnavailableException($"{Name} cannot be reached: no name server answered within {LiveText.Seconds(timeout)}.", exception);
        }
    }

    private bool IsBehindProxy() =>
        uri.Scheme is "http" or "https" && Environment.GetEnvironmentVariable($"{uri.Scheme}_proxy") is { Length: > 0 };

    private CaptureInput Describe(TimeSpan timeout) => new(address, Name, null, IsDevice: false)
    {
        Settings = Settings(timeout),
        MayBeFile = uri.Scheme is "http" or "https",
        Decoding = new DecoderOptions
        {
            Threads = options.DecoderThreads,
            Hardware = options.Hardware,
            LowDelay = IsHastened,

            // Decoding several pictures at a time would hold each back for as many.
            SeveralAtOnce = options.DecoderThreads > 1,
        },
        Explain = exception => Explain(exception, timeout),
    };

    private Dictionary<string, string> Settings(TimeSpan timeout)
    {
        var settings = new Dictionary<string, string>();
        if (IsHastened)
        {
            settings["fflags"] = "nobuffer";
            settings["analyzeduration"] = ((long)ShortLook.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
            settings["max_delay"] = "0";
        }

        switch (uri.Scheme)
        {
            case "rtsp" or "rtsps":
                settings["rtsp_transport"] = IsOverUdp ? "udp" : "tcp";
                break;
            case "srt":
                settings["connect_timeout"] = ((long)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
                break;
            case "udp" or "rtp":
                // What does not fit is lost, as on any network; it is no reason to end.
                settings["overrun_nonfatal"] = "1";
                break;
            case "rtmp" or "rtmps":
                settings["rtmp_live"] = "live";
                break;
        }

        return settings;
    }

    private NetworkSourceUnavailableException Explain(Exception failure, TimeSpan timeout) => new(
        failure switch
        {
            TimeoutException => $"{Name} gave no picture within {LiveText.Seconds(timeout)}.",
            EndOfStreamException => $"{Name} ended before it gave a picture.",
            FFmpegException { Function: "av_read_frame" } silent when silent.Code == FFmpegError.Interrupted => $"{Name} gives no picture.",
            FFmpegException { Function: "av_read_frame" } lost => $"{Name} is lost: {ReasonOf(lost)}.",
            FFmpegException when uri.Scheme == "srt" =>
                $"{Name} cannot be opened: the server refuses, or does not answer; with a wrong or missing passphrase, and with one that it does not want, it looks like that.",
            FFmpegException refused => $"{Name} cannot be opened: {refused.Reason}{Advice(refused.Reason)}.",
            _ => $"{Name} cannot be opened: {failure.Message}",
        },
        failure);

    private static string ReasonOf(FFmpegException lost) =>
        lost.Code == FFmpegError.Broken ? "the other side closed the connection, or it broke" : lost.Reason;

    private string Advice(string reason) =>
        reason == "protocol not supported" && uri.Scheme is ("rtsp" or "rtsps") ? TransportAdvice()
        : !reason.Contains("401", StringComparison.Ordinal) ? string.Empty
        : uri.UserInfo.Length > 0 ? "; the user name or password is wrong"
        : $"; it wants a user name and password, as in {uri.Scheme}://{Credentials.Example}";

    private string TransportAdvice() => IsOverUdp
        ? "; the server does not send over UDP, ask for TCP (--rtsp-transport tcp)"
        : "; the server does not send over TCP, as VLC's does not: ask for UDP (--rtsp-transport udp)";
}
