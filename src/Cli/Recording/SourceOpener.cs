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
                throw new UsageException($"{Credentials.RedactAddress(request.Address)} does not end by itself; convert needs --duration or --frames for it");
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

    /// <summary>Opens the sound that is recorded beside the pictures; <see langword="null"/> where none is asked for.</summary>
    /// <exception cref="VideoSourceException">It cannot be opened.</exception>
    /// <exception cref="UsageException">It cannot be put beside these pictures.</exception>
    public static AudioInput? OpenSound(SourceRequest request, VideoSource pictures)
    {
        if (request.Sound is not { } address)
        {
            return null;
        }

        AudioInput sound = OpenSound(address, new AudioSourceOptions
        {
            Pace = pictures.IsLive && File.Exists(address) ? Pace.RealTime : null,
            TimeProvider = request.Options.TimeProvider,
        });
        if (sound.IsLive && !pictures.IsLive)
        {
            sound.Dispose();
            throw new UsageException($"{Credentials.RedactAddress(request.Address)} does not come in real time, as {address} does; --pace real makes it so");
        }

        return sound;
    }

    private static AudioInput OpenSound(string address, AudioSourceOptions options)
    {
        try
        {
            return AudioSourceFactory.Create(address, options);
        }
        catch (VideoSourceException exception) when (exception is DeviceNotFoundException or DeviceOfflineException)
        {
            throw new VideoSourceException($"{exception.Message.TrimEnd('.')}; --no-audio instead of --audio records without sound.", exception);
        }
    }

    public static SourceFact Describe(VideoSource source, AudioSource? sound, SourceRequest request) => new(
        Credentials.RedactAddress(request.Address), source.Width, source.Height, source.Format.Name, source.FrameRate.ToString(), source.IsLive,
        sound is not null
            ? new SoundFact(sound.Format.SampleRate, sound.Format.Channels, sound.Format.SampleFormat)
            : null)
    {
        Simulated = source is LiveSource { IsSimulated: true } ? true : null,
    };
}
