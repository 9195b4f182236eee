namespace GiftGrab.Cli;

/// <summary>Opens the source that a recording asks for, and describes it.</summary>
internal static class SourceOpener
{
    /// <exception cref="VideoSourceException">It cannot be opened.</exception>
    /// <exception cref="UsageException">What is asked of it makes no sense.</exception>
    public static VideoSource Open(SourceRequest request)
    {
        VideoSource source = Create(request);
        try
        {
            if (request.Part is { } part)
            {
                source.SetSubFrame(part.X, part.Y, part.Width, part.Height);
            }

            return source;
        }
        catch (VideoSourceException exception)
        {
            source.Dispose();
            throw new UsageException(exception.Message, exception);
        }
    }

    public static SourceFact Describe(VideoSource source, SourceRequest request) => new(
        request.Address, source.Width, source.Height, source.Format.Name, source.FrameRate.ToString(), source.IsLive,
        request.WithSound && source.Audio is { } sound
            ? new SoundFact(sound.Format.SampleRate, sound.Format.Channels, sound.Format.SampleFormat)
            : null);

    private static VideoSource Create(SourceRequest request)
    {
        try
        {
            return VideoSourceFactory.Create(request.Address, request.Options);
        }
        catch (VideoSourceException exception) when (request.Address.StartsWith("test:", StringComparison.OrdinalIgnoreCase))
        {
            // A pattern is made of its address alone: only that can be wrong.
            throw new UsageException(exception.Message, exception);
        }
    }
}
