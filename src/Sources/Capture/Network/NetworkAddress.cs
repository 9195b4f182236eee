namespace GiftGrab;

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
        string name = Credentials.RedactAddress(address);
        // An address that is no whole one is cut by whoever reads it next, and its password then stands where none is looked for.
        if (address.Any(MustBeEscaped))
        {
            throw new SourceAddressException($"The address \"{name}\" holds a blank, a double quote, < or > as it is; write %20, %22, %3C or %3E.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || !target.StartsWith("//", StringComparison.Ordinal) || target.Length == 2)
        {
            throw new SourceAddressException($"The address \"{name}\" is not understood; allowed is {scheme}://HOST[:PORT][/PATH], with special signs escaped (such as %40, %2F and %20).");
        }

        if (HidesItsHost(target.AsSpan(2)))
        {
            throw new SourceAddressException(
                $"The address \"{name}\" holds a slash, ? or # before an @; write %2F, %3F or %23 in a user name or password, and %40 for an @ behind the host.");
        }

        if (uri.Port <= 0 && scheme is "srt" or "udp" or "rtp" or "tcp")
        {
            throw new SourceAddressException($"The address \"{name}\" has no port, which {scheme} needs; write it behind the host, as in {scheme}://{uri.Host}:9000.");
        }

        if (scheme == "srt")
        {
            SrtParameters.Require(uri, name);
            SrtLog.Quieten();
        }

        if (options.FrameRate is { } rate)
        {
            throw new VideoSourceException($"The frame rate {rate} cannot be asked of {name}: a network stream has its own.");
        }

        return new LiveSource(new NetworkConnector(address, uri, options), options);
    }

    // What no address may hold (RFC 3986); an apostrophe may stand in one.
    private static bool MustBeEscaped(char sign) => sign is ' ' or '"' or '<' or '>' || (char.IsAscii(sign) && char.IsControl(sign));

    // What is read as the host ends at the first of these signs, and is the begin of a password that holds one.
    private static bool HidesItsHost(ReadOnlySpan<char> target)
    {
        int end = target.IndexOfAny('/', '?', '#');
        return end >= 0 && UserInformation.LengthIn(target, isWhole: true) > end;
    }
}
