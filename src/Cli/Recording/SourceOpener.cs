namespace GiftGrab.Cli;

/// <summary>Opens the source that a recording asks for, and describes it.</summary>
internal static class SourceOpener
{
    /// <exception cref="VideoSourceException">It cannot be opened.</exception>
    /// <exception cref="UsageException">What is asked of it makes no sense.</exception>
    public static VideoSource Open(SourceRequest request)
    {
        VideoSource source = VideoSourceFactory.Create(request.Address, request.Options);
        try
        {
            if (request.MustEnd && source.IsEndless)
            {
                throw new UsageException($"{Credentials.Redact(request.Address)} does not end by itself; convert needs --duration or --frames for it");
            }

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
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public static SourceFact Describe(VideoSource source, SourceRequest request) => new(
        Credentials.Redact(request.Address), source.Width, source.Height, source.Format.Name, source.FrameRate.ToString(), source.IsLive,
        request.WithSound && source.Audio is { } sound
            ? new SoundFact(sound.Format.SampleRate, sound.Format.Channels, sound.Format.SampleFormat)
            : null);
}
