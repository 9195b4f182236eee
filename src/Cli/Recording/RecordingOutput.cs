using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>One output of a recording: what it was asked, what it takes, and what became of it.</summary>
internal sealed class RecordingOutput : IDisposable
{
    private readonly OutputRequest _request;
    private readonly VideoTarget _target;
    private readonly IAttachment _pictures;
    private readonly RecordingSection? _section;
    private readonly RingSaves? _saves;
    private SharedFile[] _shared = [];
    private int _limitReached;
    private int _continued;
    private int _ended;

    /// <param name="request">What was asked.</param>
    /// <param name="source">Not started yet.</param>
    /// <param name="sound">The sound that is taken where the container keeps sound; <see langword="null"/>: none.</param>
    /// <param name="changed">Called from any thread when the output reached its limit or is done.</param>
    /// <param name="section">Gives the pictures and sound of a controlled recording; <see langword="null"/>: the source does.</param>
    /// <exception cref="VideoTargetException">It is not possible; nothing was created.</exception>
    public RecordingOutput(OutputRequest request, VideoSource source, AudioSource? sound, Action changed, RecordingSection? section = null)
    {
        _section = section;
        HasSound = TakesSound(request, sound);
        RequireUsedSound(request, HasSound);
        VideoTargetOptions options = request.Options with
        {
            Video = ProcessorShare.Take(request, source),
            File = request.Options.File with { ExpectedDuration = (source as FileReader)?.Length },
            AudioCodec = request.Options.AudioCodec ?? (HasSound ? request.SoundWhereAny : null),
            QueueCapacity = request.QueueCapacity ?? DeliveryChoices.CapacityFor(source),

            // A stream that is joined gives sound before its first whole picture: it is no part of the time that was asked for.
            CutsSoundBeforePictures = source is LiveSource && request.Options.MaxDuration is not null,
        };
        (_request, _target) = Create(request, source, options);
        First = _request;
        try
        {
            _target.LimitReached += (_, _) =>
            {
                Volatile.Write(ref _limitReached, 1);
                changed();
            };
            _ = _target.Completion.ContinueWith(_ => changed(), TaskScheduler.Default);
            MediaSource<VideoFrame> pictures = section?.Pictures ?? source;
            _pictures = pictures.Attach(_target);
            _saves = request.Ring is null ? null : new RingSaves(request, _target, pictures);
            if (HasSound)
            {
                (section is null ? (MediaSource<AudioFrame>)sound! : section.Sound!).Attach(_target);
            }
        }
        catch
        {
            _target.Dispose();
            throw;
        }
    }

    /// <summary>Whether an output gets the sound.</summary>
    public static bool TakesSound(OutputRequest request, AudioSource? sound) =>
        sound is not null && request.Options.Video.Speed == 1 && (request.Options.AudioCodec ?? Containers.DefaultAudio(request.Container)) is not null;

    /// <summary>Refuses what would be refused when its file is made.</summary>
    /// <exception cref="VideoTargetException">It is not possible.</exception>
    public static void Check(OutputRequest request, VideoSource source, AudioSource? sound)
    {
        RequireUsedSound(request, TakesSound(request, sound));
        using var encoder = new VideoEncoder(request.Codec, RateFor(request, source), request.Options.Video);
        if (source is { Width: > 0, Height: > 0, Format.PlaneCount: > 0 })
        {
            encoder.Check(source.Width, source.Height, source.Format);
        }
    }

    public string Path => _request.Path;

    /// <summary>What the first file of the output was asked to be.</summary>
    public OutputRequest First { get; init; }

    /// <summary>Whether another file of the same output follows.</summary>
    public bool IsContinued => Volatile.Read(ref _continued) != 0;

    /// <summary>Whether it goes on in a new slice where others begin a file of another number.</summary>
    public bool SplitsItself => _request.Options.Split is { OnFormatChange: true };

    /// <summary>The times without pictures.</summary>
    public IReadOnlyList<SidecarGap> Gaps => _target.Gaps;

    /// <summary>Frames that the source's card made meanwhile and that were not fetched in time.</summary>
    public long Missed => _target.MissedFrames;

    /// <summary>The times without sound.</summary>
    public IReadOnlyList<SidecarSoundGap> SoundGaps => _target.SoundGaps;

    /// <summary>What records.</summary>
    public VideoTarget Target => _target;

    public bool HasSound { get; }

    /// <summary>Every setting in effect; <see langword="null"/> before the first frame.</summary>
    public VideoEncoderPlan? Plan => _target.Encoder.Plan;

    public bool HasReachedLimit => Volatile.Read(ref _limitReached) != 0;

    /// <summary>The further files that have its encoding, in the order in which they joined.</summary>
    public IReadOnlyList<SharedFile> Shared => Volatile.Read(ref _shared);

    /// <summary>Whether it takes pictures: nobody has ended it, nor the section that it belongs to, and it has not failed.</summary>
    public bool IsRunning => Volatile.Read(ref _ended) == 0 && !_target.Completion.IsCompleted && _section is not { IsOpen: false };

    /// <summary>The file that is written now, or was the last; <see langword="null"/> of a ring.</summary>
    public string? NewestFile => _target.Parts is [.., var newest] ? newest.Path : _target.Path;

    /// <summary>Whether a path means it: its own, that of the file before it, or of the part that is written.</summary>
    /// <param name="full">An absolute path.</param>
    public bool IsCalled(string full) =>
        ((string?[])[Path, First.Path, NewestFile]).Any(path => path is not null && System.IO.Path.GetFullPath(path) == full);

    /// <summary>Whether each file is finalised, or failed.</summary>
    public bool IsDone => _target.Completion.IsCompleted && Shared.All(file => file.IsDone);

    /// <summary>What failed; <see langword="null"/> where nothing did.</summary>
    public Exception? Failure => _target.Completion.Exception?.InnerException;

    /// <summary>Whether it failed before anything was kept: its encoder does not open, or its ring cannot hold what it is asked to.</summary>
    public bool IsRefused => Failure is not null && (Plan is null || _target.Ring is { Content.LargestBytes: 0 });

    /// <summary>How many frames came that its file has not got, of one that is not finalised; <see langword="null"/> of one that is.</summary>
    public string? Lateness => LatenessOf(Statistics);

    /// <summary>What became of every frame until now.</summary>
    public TargetStatistics Statistics => _target.Statistics;

    /// <param name="request">The source that was asked for.</param>
    /// <param name="source">The source.</param>
    public OutputFact Fact(SourceRequest request, SourceFact source)
    {
        VideoEncoderPlan plan = Plan!;
        return new OutputFact(
            Path, CodecNames.NameOf(plan.Codec), plan.Encoder, HardwareAccelerationNames.NameOf(plan.Hardware), plan.RateControl,
            plan.Width, plan.Height, plan.PixelFormat.Name, plan.FrameRate.ToString(), plan.IsLossless,
            _target.AudioEncoder is { } sound ? AudioCodecNames.NameOf(sound.Codec) : null, plan.FallbackReason, plan.ToString())
        {
            Plan = _request.Command is null ? null : RecordingGraph.Of(request, source, _request, plan, _target.AudioEncoder),
            Command = _request.Command?.For(source.FrameRate, _request.Container, plan, _target.AudioEncoder?.Codec),
        };
    }

    public OutputProgress Progress()
    {
        TargetStatistics statistics = Statistics;
        double seconds = statistics.Output.Duration / 1e9;
        return new OutputProgress(
            Path, statistics.Received, statistics.Output.VideoFrames, statistics.Dropped, statistics.Waiting, statistics.Output.Bytes,
            seconds > 0 ? statistics.Output.Bytes * 8 / seconds / 1000 : 0, statistics.Output.FreeSpace);
    }

    /// <summary>Writes the encoding to a further file, from the next key frame on. By one thread at a time.</summary>
    /// <exception cref="VideoTargetException">It is not possible.</exception>
    public SharedFile Share(string path)
    {
        var file = new SharedFile(path, _target);
        Volatile.Write(ref _shared, [.. _shared, file]);
        return file;
    }

    /// <summary>What became of each of its files.</summary>
    public IEnumerable<OutputResult> Results() => [Result(), .. Shared.Select(file => file.Result())];

    // What an encoder holds, or a slow disk did not take, is in no other count.
    private string? LatenessOf(TargetStatistics now)
    {
        long missing = now.Received - now.Output.VideoFrames - now.Dropped - now.Encoding.SkippedFrames + now.Encoding.RepeatedFrames;
        return IsDone ? null : string.Create(CultureInfo.InvariantCulture, $"{Path} was not finalised in time: {missing} frames that came did not reach it.");
    }

    private OutputResult Result()
    {
        TargetStatistics statistics = Statistics;
        IReadOnlyList<PartFact> parts = [.. _target.Parts.Where(part => part.Frames > 0 || File.Exists(part.Path)).Select(PartOf), .. (_saves?.Files ?? []).Select(PartOf)];
        return new OutputResult(
            Path, CodecNames.NameOf(_request.Codec), Plan?.Encoder, statistics.Received, statistics.Output.VideoFrames, statistics.Dropped,
            [.. statistics.DroppedRanges.Select(range => new[] { range.First, range.Last })],
            Missed,
            statistics.Encoding.RepeatedFrames, statistics.Encoding.SkippedFrames, statistics.Encoding.AdjustedTimestamps,
            BytesOf(parts, statistics), statistics.Output.Duration / 1e9,
            _target.VerifiedFrames, IsDone && VideoTargetException.IsWholeAfter(Failure), Failure?.Message ?? LatenessOf(statistics),
            [.. _target.Gaps.Select(gap => new GapFact(gap.Start, gap.End, gap.FirstFrame, gap.Substitutes, gap.Reason))],
            _target.SoundGaps,
            _target.Latency is { } latency ? new LatencyFact(latency.Frames, latency.P50, latency.P95, latency.P99) : null,
            parts.Count > 0 || _saves is not null ? parts : null);
    }

    /// <summary>Drops the frames that wait for the encoder, so that the file can be finalised in time.</summary>
    public void GiveUpWaiting() => _pictures.GiveUp();

    /// <summary>Takes the output from a source that does not end; the file is finalised with what came.</summary>
    public void Detach()
    {
        try
        {
            _pictures.Dispose();
        }
        catch (TimeoutException)
        {
            // The encoder does not return from its frame, and whoever waits for the file learns that it is late.
        }
    }

    /// <summary>Ends the file before the next frame, and this output alone. Returns at once; from any thread.</summary>
    public void End()
    {
        Volatile.Write(ref _ended, 1);
        _ = _pictures.DetachAsync();
    }

    /// <summary>Ends the file before the next frame, because another one follows; called on the source's thread.</summary>
    public void EndBeforeNext()
    {
        Volatile.Write(ref _continued, 1);
        End();
    }

    public void Dispose()
    {
        _saves?.Dispose();
        _target.Dispose();
    }

    /// <summary>Has somebody told of files of its ring that could not be begun.</summary>
    public void TellFailedSaves(Action<string> tell) => _saves?.Failed += tell;

    /// <summary>Whether it has a ring that a file can be written of.</summary>
    public bool HasOpenRing => IsRunning && _saves is not null && _target.Ring is { HasEnded: false };

    /// <summary>How a file of its ring is written, where nothing on the command line says when; <see langword="null"/>: there is no
    /// ring, or something does.</summary>
    public string? OnlyTrigger => _saves?.OnlyTrigger;

    /// <summary>That no file of its ring was begun; <see langword="null"/>: there is no ring, it was refused, or a file was begun.</summary>
    public string? UntouchedRing => IsRefused ? null : _saves?.Untouched;

    /// <summary>Goes on in a new file with the next picture.</summary>
    /// <returns>The part that begins.</returns>
    /// <exception cref="VideoTargetException">It is one file, or no key frame comes in time.</exception>
    public Task<FilePart> SplitAsync() => _request.Options.Split is not null
        ? _target.SplitAsync()
        : throw new VideoTargetException($"{Path} is one file; record it with --slice to have it split.");

    /// <summary>Writes a file of the ring, where the output has one.</summary>
    /// <returns>Its path; <see langword="null"/>: there is no ring.</returns>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public string? Trigger() => _saves?.Save();

    /// <summary>Writes a file of the ring, for nobody who waits; a failure is told as <see cref="TellFailedSaves"/> says.</summary>
    public void TriggerOrTell() => _saves?.SaveOrTell();

    private static (OutputRequest Request, VideoTarget Target) Create(OutputRequest request, VideoSource source, VideoTargetOptions options)
    {
        if (request.Names is not { } names)
        {
            return (request, CreateTarget(request, source, options));
        }

        string? asked = request.Path;
        (OutputRequest, VideoTarget) made = default;
        names.Create(() => Interlocked.Exchange(ref asked, null) ?? names.NextFile(), path =>
        {
            OutputRequest named = request.At(path);
            made = (named, CreateTarget(named, source, options));
        });
        return made;
    }

    private static VideoTarget CreateTarget(OutputRequest request, VideoSource source, VideoTargetOptions options)
    {
        FrameRate rate = RateFor(request, source);
        if (request.Ring is { } ring)
        {
            return VideoTargetFactory.CreateRing(request.Codec, rate, ring.Options, request.Container, options);
        }

        if (options.Split is { } split)
        {
            var names = new FileNameSequence(FileNameTemplate.Parse(request.Path), request.SourceName, options.File.Overwrite);
            options = options with { Split = split with { Names = names } };
        }

        return VideoTargetFactory.CreateFileWriter(request.Codec, request.Path, rate, options);
    }

    private static PartFact PartOf(FilePart part) => new(
        part.Path, part.FirstFrame, part.Frames, part.Start / 1e9, part.Duration / 1e9, LengthOf(part.Path, part.Bytes));

    private static PartFact PartOf(RingRecording file) => new(
        file.Path, null, file.Statistics.VideoFrames, (file.Begin ?? 0) / 1e9, file.Statistics.Duration / 1e9, LengthOf(file.Path, file.Statistics.Bytes));

    private static long LengthOf(string path, long written) => File.Exists(path) ? new FileInfo(path).Length : written;

    private long BytesOf(IReadOnlyList<PartFact> parts, TargetStatistics statistics) => parts.Count > 0 ? parts.Sum(part => part.Bytes)
        : IsDone ? LengthOf(Path, statistics.Output.Bytes)
        : statistics.Output.Bytes;

    // No option is ignored in silence.
    private static void RequireUsedSound(OutputRequest request, bool hasSound)
    {
        string? asked = request.Options.AudioCodec is { } codec ? $"--audio-codec {AudioCodecNames.NameOf(codec)}"
            : request.Options.Audio.BitRate is { } bits ? $"--audio-bitrate {bits}"
            : request.Options.Audio.Filter is { } filter ? $"--audio-filter {filter}"
            : request.Options.Audio.SampleRate is { } rate ? $"--audio-rate {rate}"
            : request.Options.Audio.Channels is { } channels ? $"--audio-channels {channels}"
            : request.Options.AudioOffset != TimeSpan.Zero ? "--audio-offset"
            : request.Options.UntilSilence is not null ? "--until-silence"
            : null;
        if (asked is not null && !hasSound)
        {
            throw new UsageException($"{asked} has nothing to work on: {request.Path} gets no sound");
        }
    }

    // With times of their own, frames need the rate only for the encoder's budget.
    private static FrameRate RateFor(OutputRequest request, VideoSource source) =>
        request.FrameRate ?? (source.FrameRate.IsKnown ? source.FrameRate : new FrameRate(30));
}
