namespace GiftGrab;

/// <summary>Reads what stands behind <c>images:</c>, such as <c>frame_%04d.png@25</c>.</summary>
internal static class ImageSequenceAddress
{
    public static VideoSource Create(string target, SourceOptions options)
    {
        if (options.Hardware is not (HardwareAcceleration.Off or HardwareAcceleration.Auto) || options.DecoderThreads != 0)
        {
            throw new VideoSourceException("Images are decoded on the processor, one at a time; hardware and decoder threads are options of files.");
        }

        (string pattern, FrameRate? rate) = Split(target);
        return VideoSourceFactory.CreateImageSequence(
            pattern,
            options.FrameRate ?? rate ?? throw WithoutRate(target),
            new ImageSequenceOptions
            {
                Pace = options.Pace ?? Pace.AsFast,
                Format = options.Format,
                TimeProvider = options.TimeProvider,
                Name = options.Name,
            });
    }

    // A name may have an @ of its own; only a number behind the last one is a rate.
    private static (string Pattern, FrameRate? Rate) Split(string target)
    {
        int at = target.LastIndexOf('@');
        string text = target[(at + 1)..];
        if (at < 0 || text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] == '-'))
        {
            return (target, null);
        }

        try
        {
            return (target[..at], FrameRate.Parse(text));
        }
        catch (FormatException exception)
        {
            throw new SourceAddressException($"\"images:{target}\": {exception.Message}", exception);
        }
    }

    private static SourceAddressException WithoutRate(string target)
    {
        int at = target.LastIndexOf('@');
        string instead = at < 0 ? string.Empty : $"\"{target[(at + 1)..]}\" is none; ";
        return new SourceAddressException($"\"images:{target}\" needs a frame rate: {instead}add @25 (or another).");
    }
}
