namespace GiftGrab;

/// <summary>Refuses what a kind of source cannot honour: no option is ignored in silence.</summary>
internal static class SourceChecks
{
    /// <param name="address">For messages; without credentials.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="traits">What may be.</param>
    /// <exception cref="SourceAddressException">Something is asked that may not be.</exception>
    public static void Require(string address, SourceOptions options, SourceTraits traits)
    {
        CaptureOptions capture = options.Capture ?? new CaptureOptions();
        Refuse(options.Live is not null, SourceTraits.Live, "What a live source does when it falters", "it is no live source");
        Refuse(capture.Size is not null, SourceTraits.Size, $"The size {capture.Size?.Width}x{capture.Size?.Height}", "only screens, cards and test patterns have one to choose");
        Refuse(capture.ShowsCursor is not null, SourceTraits.Cursor, "A cursor", "only screens have one");
        Refuse(capture.Latency is not null, SourceTraits.Latency, "A latency", "only network streams have one to choose");
        Refuse(capture.Transport is not null, SourceTraits.Transport, "A transport", "only RTSP streams have one to choose");
        Refuse(IsDecodingAsked(options), SourceTraits.Decoded, "Hardware or a number of threads to decode with", "its pictures are not decoded");

        void Refuse(bool isAsked, SourceTraits trait, string what, string because)
        {
            if (isAsked && !traits.HasFlag(trait))
            {
                throw new SourceAddressException($"{what} cannot be asked of {address}: {because}.");
            }
        }
    }

    /// <summary>Refuses an option that says something else than the address, which would win.</summary>
    /// <param name="address">For messages; without credentials.</param>
    /// <param name="what">What both speak of.</param>
    /// <param name="named">What holds, be it by the address or by the option.</param>
    /// <param name="asked">What the option says; <see langword="null"/>: nothing.</param>
    /// <param name="text">How a message shows the values.</param>
    /// <exception cref="SourceAddressException">They differ.</exception>
    public static void RequireSame<T>(string address, string what, T named, T? asked, Func<T, string> text)
        where T : struct
    {
        if (asked is { } other && !EqualityComparer<T>.Default.Equals(named, other))
        {
            throw new SourceAddressException($"{address} names the {what} {text(named)}, and the {what} {text(other)} is asked for as well; allowed is one of them.");
        }
    }

    // What the processor may do as well is no demand.
    private static bool IsDecodingAsked(SourceOptions options) =>
        options.Hardware is not (HardwareAcceleration.Off or HardwareAcceleration.Auto) || options.DecoderThreads != 0;
}
