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
            options.FrameRate ?? rate ?? throw new VideoSourceException($"\"images:{target}\" needs a frame rate: add @25 (or another)."),
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
            throw new VideoSourceException($"\"images:{target}\": {exception.Message}", exception);
        }
    }
}
