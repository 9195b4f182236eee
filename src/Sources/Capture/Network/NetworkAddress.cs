namespace GiftGrab;

/// <summary>Opens addresses of the network, such as <c>rtsp://camera/stream</c>.</summary>
internal static class NetworkAddress
{
    /// <summary>The protocols.</summary>
    public static IReadOnlyList<string> Schemes { get; } =
        ["rtsp", "rtsps", "rtmp", "rtmps", "srt", "udp", "rtp", "tcp", "http", "https"];

    /// <summary>How messages show them.</summary>
    public const string Example = "rtsp|rtmp|srt|udp|http://HOST...";

    public static VideoSource Create(string scheme, string target, SourceOptions options)
    {
        string address = $"{scheme}:{target}";
        string name = Credentials.Redact(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || !target.StartsWith("//", StringComparison.Ordinal) || target.Length == 2)
        {
            throw new SourceAddressException($"The address \"{name}\" is not understood; allowed is {scheme}://HOST[:PORT][/PATH], with special signs escaped (%40 for @).");
        }

        if (scheme == "srt")
        {
            SrtPassphrase.Require(uri, name);
            SrtLog.Quieten();
        }

        if (options.FrameRate is { } rate)
        {
            throw new VideoSourceException($"The frame rate {rate} cannot be asked of {name}: a network stream has its own.");
        }

        return new LiveSource(new NetworkConnector(address, uri, options), options);
    }
}
