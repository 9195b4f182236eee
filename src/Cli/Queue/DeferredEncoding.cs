using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Encodes a job's source into its draft, verifies that, and only then puts it in place and removes the source.</summary>
internal sealed class DeferredEncoding
{
    /// <summary>The share of the time that encoding takes; verifying takes the rest.</summary>
    private const double EncodingShare = 0.7;

    private readonly JobSpec _spec;
    private readonly JobControl _control;
    private readonly OutputRequest _request;
    private readonly string _draft;
    private readonly Sidecar? _told;

    /// <exception cref="GiftGrabException">The options are no longer understood.</exception>
    public DeferredEncoding(long id, JobSpec spec, JobControl control)
    {
        _spec = spec;
        _control = control;
        _request = EncodingArguments.Read(spec);
        _draft = spec.DraftOf(id);
        string sidecar = Sidecar.PathFor(spec.Source);
        _told = File.Exists(sidecar) ? Sidecar.Read(sidecar) : null;
    }

    /// <summary>Makes the draft and verifies it.</summary>
    /// <exception cref="GiftGrabException">Something is missing, failed or differs; no draft is left.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled, or the worker has to go; no draft is left.</exception>
    public void Make()
    {
        try
        {
            RemoveDraft();
            RequireFiles();
            IReadOnlyList<long>? times = _spec.Tsync is { } tsync ? ReadTimes(tsync) : null;
            TargetStatistics statistics = Encode(times);
            Verify(times, statistics);
        }
        catch (GiftGrabException exception)
        {
            RemoveDraft();

            // Nobody knows the draft by its name.
            throw new GiftGrabException(exception.Message.Replace(_draft, _spec.Output, StringComparison.Ordinal), exception);
        }
        catch
        {
            RemoveDraft();
            throw;
        }
    }

    /// <summary>Gives the verified draft its name and removes what it was made from. May be done again after a kill.</summary>
    /// <exception cref="GiftGrabException">The name is taken.</exception>
    public void Publish()
    {
        string sidecar = Sidecar.PathFor(_draft);
        try
        {
            if (File.Exists(_draft))
            {
                RequireFree();
                File.Move(_draft, _spec.Output, _request.Options.File.Overwrite);
            }

            if (File.Exists(sidecar))
            {
                Complete(Sidecar.Read(sidecar)).Write(Sidecar.PathFor(_spec.Output), _request.Options.File.FileMode);
                File.Delete(sidecar);
            }

            foreach (string file in _spec.Temporary)
            {
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GiftGrabException($"{_spec.Output} cannot be put in place: {IOErrors.Describe(exception)}.", exception);
        }
    }

    private void RequireFiles()
    {
        foreach (string path in (string[])[_spec.Source, .. _spec.TimeFiles.Select(file => file.Path)])
        {
            if (!File.Exists(path))
            {
                throw new GiftGrabException($"{path} is not there any more.");
            }
        }

        RequireFree();
    }

    private void RequireFree()
    {
        string? taken = ((string[])[_spec.Output, .. _request.Options.Sidecar ? [Sidecar.PathFor(_spec.Output)] : Array.Empty<string>()]).FirstOrDefault(File.Exists);
        if (taken is not null && !_request.Options.File.Overwrite)
        {
            throw new GiftGrabException($"{taken} exists; it is not replaced without --overwrite.");
        }
    }

    private List<long> ReadTimes(string path)
    {
        if (!File.Exists(path))
        {
            throw new GiftGrabException($"{path} is not there any more.");
        }

        var file = TsyncFile.Read(path);
        if (_spec is { IsInterrupted: true, Frames: { } there })
        {
            // Of a recording that was killed the pictures may end before their times do.
            return [.. file.Entries.Take((int)there).Select(entry => entry.Second * 1000)];
        }

        return file.Damage.Count > 0 ? throw new GiftGrabException($"{path}: {file.Damage[0]}.")
            : _spec.Frames is { } frames && file.Entries.Count != frames
                ? throw new GiftGrabException(string.Create(CultureInfo.InvariantCulture, $"{path}: expected {frames} entries, found {file.Entries.Count}."))
                : [.. file.Entries.Select(entry => entry.Second * 1000)];
    }

    private TargetStatistics Encode(IReadOnlyList<long>? times)
    {
        using VideoSource source = VideoSourceFactory.CreateFileReader(_spec.Source, new FileReaderOptions { FrameTimes = times });
        FrameRate rate = _request.FrameRate
            ?? (_told?.Video is { } video ? FrameRate.Parse(video.FrameRate) : source.FrameRate.IsKnown ? source.FrameRate : new FrameRate(30));
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(_request.Codec, _draft, rate, _request.Options with
        {
            Container = _request.Container,
            WhenFull = QueueFullPolicy.Block,
            VerifyLossless = false,
        });
        long? expected = _spec.Frames;
        using var gate = new JobGate(_control, frames => _control.Report(EncodingShare * frames / Math.Max(expected ?? frames, 1)));
        source.Attach(gate, DeliveryOptions.Inline);
        IAttachment pictures = source.Attach((IObserver<VideoFrame>)target);
        if (source.Audio is { } sound && (_request.Options.AudioCodec ?? Containers.DefaultAudio(_request.Container)) is not null)
        {
            sound.Attach((IObserver<AudioFrame>)target);
        }

        source.Start();
        try
        {
            target.Completion.Wait(_control.Stop);
        }
        catch (AggregateException exception) when (exception.InnerException is VideoTargetException failure)
        {
            RequireCount(gate.Frames, expected);
            throw failure;
        }
        catch (OperationCanceledException)
        {
            // The draft goes anyway: nobody waits for a slow encoder to take what is left.
            pictures.GiveUp();
            throw;
        }
        finally
        {
            source.Stop();
        }

        RequireCount(gate.Frames, expected);
        return target.Statistics;
    }

    private void RequireCount(long decoded, long? expected)
    {
        if (expected is { } count && decoded != count)
        {
            throw new GiftGrabException(string.Create(CultureInfo.InvariantCulture, $"{_spec.Source}: expected {count}, decoded {decoded}."));
        }
    }

    private void Verify(IReadOnlyList<long>? times, TargetStatistics statistics)
    {
        long frames = Math.Max(statistics.Encoding.Frames, 1);
        bool sameTimes = statistics.Encoding is { RepeatedFrames: 0, SkippedFrames: 0 } && _request.Options.Video.Timing != FrameTiming.Constant;
        var found = RecordingComparison.Of(
            _spec.Source, _draft, times,
            progress: compared =>
            {
                _control.WaitWhilePaused();
                _control.Report(EncodingShare + ((1 - EncodingShare) * compared / frames));
            },
            stop: _control.Stop);
        RequireWhole(found);
        long expected = statistics.Output.VideoFrames;
        string? wrong = found.Decoded != expected ? $"expected {expected}, decoded {found.Decoded}"
            : found.DamagedPackets > 0 ? $"{found.DamagedPackets} packets cannot be decoded"
            : !sameTimes ? null
            : found.WrongTime is { } picture ? $"picture {picture} is shown at another time"
            : _request.Options.Video.Lossless && !found.IsExact ? "the pictures are not those of the source, bit for bit"
            : found.Psnr < _spec.LeastPsnr ? string.Create(CultureInfo.InvariantCulture, $"the pictures are like the source by {found.Psnr:0.0} dB; at least {_spec.LeastPsnr:0.0} dB are needed")
            : null;
        if (wrong is not null)
        {
            throw new GiftGrabException($"{_spec.Output} was not verified: {wrong}.");
        }

        RequireTimes(found.Expected);
    }

    /// <summary>What is encoded has to be what was recorded: a decoder mends what is damaged as well as it can, and says nothing.</summary>
    private void RequireWhole(RecordingComparison found)
    {
        bool isChanged = _told?.Video?.PicturesChecksum is { } told && told != found.OriginalPictures;
        if (isChanged || found.DamagedOriginals > 0)
        {
            throw new GiftGrabException(
                $"{_spec.Source} is damaged: its pictures are not those that were recorded; it is kept, and giftgrab repair makes a copy of what can be read.");
        }
    }

    private void RequireTimes(long frames)
    {
        foreach (TimeFile file in _spec.TimeFiles)
        {
            int entries = file.Kind == ManifestFileKind.Tsync
                ? TsyncFile.Read(file.Path).Entries.Count
                : File.ReadLines(file.Path).Count(line => !line.StartsWith('#'));
            if (entries != frames)
            {
                throw new GiftGrabException(string.Create(CultureInfo.InvariantCulture, $"{file.Path}: expected {frames} entries, found {entries}."));
            }
        }
    }

    /// <summary>What the recording of the source told stays true of the output.</summary>
    private Sidecar Complete(Sidecar made)
    {
        string folder = Path.GetDirectoryName(_spec.Output)!;
        Sidecar named = made with
        {
            File = Path.GetFileName(_spec.Output),
            TimestampFiles = [.. _spec.TimeFiles.Select(file => new SidecarFile(Path.GetRelativePath(folder, file.Path), file.Kind))],
        };
        return _told is not { Video: { } before } || named.Video is null ? named : named with
        {
            StartTime = _told.StartTime,
            Error = _told.Error,
            Audio = named.Audio is null || _told.Audio is null
                ? named.Audio
                : named.Audio with { Received = _told.Audio.Received, Dropped = _told.Audio.Dropped, Gaps = _told.Audio.Gaps },
            Video = named.Video with
            {
                SourceFormat = before.SourceFormat,
                Received = before.Received,
                Delivered = before.Delivered,
                Dropped = before.Dropped,
                DroppedRanges = before.DroppedRanges,
                Gaps = before.Gaps,
                Missed = before.Missed,
                Pauses = before.Pauses,
            },
        };
    }

    private void RemoveDraft()
    {
        File.Delete(_draft);
        File.Delete(Sidecar.PathFor(_draft));
    }
}
