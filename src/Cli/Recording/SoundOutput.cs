namespace GiftGrab.Cli;

/// <summary>One output of a recording of sound alone: what was asked, and what became of it.</summary>
internal sealed class SoundOutput : IDisposable
{
    private readonly SoundOutputRequest _request;
    private readonly AudioTarget _target;
    private readonly IAttachment _sound;
    private int _limitReached;

    /// <param name="request">What was asked.</param>
    /// <param name="source">Not started yet.</param>
    /// <param name="changed">Called from any thread when the output reached its limit or is done.</param>
    /// <exception cref="VideoTargetException">It is not possible; nothing was created.</exception>
    public SoundOutput(SoundOutputRequest request, AudioSource source, Action changed)
    {
        _request = request;
        AudioTargetOptions options = request.QueueCapacity is { } capacity ? request.Options with { QueueCapacity = capacity } : request.Options;
        _target = AudioTargetFactory.CreateFileWriter(request.Path, options);
        try
        {
            _target.LimitReached += (_, _) =>
            {
                Volatile.Write(ref _limitReached, 1);
                changed();
            };
            _ = _target.Completion.ContinueWith(_ => changed(), TaskScheduler.Default);
            _sound = source.Attach(_target);
        }
        catch
        {
            _target.Dispose();
            throw;
        }
    }

    public string Path => _target.Path!;

    public bool HasReachedLimit => Volatile.Read(ref _limitReached) != 0;

    /// <summary>Whether the file is finalised, or failed.</summary>
    public bool IsDone => _target.Completion.IsCompleted;

    /// <summary>Whether every setting is known.</summary>
    public bool HasBegun => _target.Encoder.Stream is not null;

    /// <summary>What failed; <see langword="null"/> where nothing did.</summary>
    public Exception? Failure => _target.Completion.Exception?.InnerException;

    /// <summary>What became of every block until now.</summary>
    public AudioTargetStatistics Statistics => _target.Statistics;

    /// <param name="source">The source.</param>
    public SoundOutputFact Fact(SoundSourceFact source)
    {
        EncodedStream stream = _target.Encoder.Stream!;
        Container container = _request.Options.Container!.Value;
        return new SoundOutputFact(Path, AudioCodecNames.NameOf(_target.Encoder.Codec), stream.EncoderName, stream.SampleRate, stream.Channels)
        {
            Plan = _request.Command is null ? null : RecordingGraph.Of(source, container, Path, _target.Encoder),
            Command = _request.Command?.For(container, _target.Encoder.Codec, stream.SampleRate, stream.Channels),
        };
    }

    public SoundOutputProgress Progress()
    {
        AudioTargetStatistics now = Statistics;
        return new SoundOutputProgress(
            Path, now.Received, now.Dropped, now.Waiting, now.Output.Bytes, now.Output.Duration / 1e9, now.Output.FreeSpace);
    }

    public SoundOutputResult Result()
    {
        AudioTargetStatistics end = Statistics;
        return new SoundOutputResult(
            Path, AudioCodecNames.NameOf(_target.Encoder.Codec), end.Received, end.Dropped,
            IsDone && File.Exists(Path) ? new FileInfo(Path).Length : end.Output.Bytes, end.Output.Duration / 1e9, IsDone && Failure is null, Failure?.Message);
    }

    /// <summary>Drops the blocks that wait for the encoder, so that the file can be finalised in time.</summary>
    public void GiveUpWaiting() => _sound.GiveUp();

    public void Dispose() => _target.Dispose();
}
