namespace GiftGrab;

/// <summary>A recording under control: started, paused, stopped and stepped while its source runs, a new file after each stop.</summary>
/// <remarks>
/// <para>Attach it to a source of pictures, and to one of sound. It is stopped at first. Commands may be given from any
/// thread, also from inside observers and events; each takes effect between two frames, and its result names the first frame that it
/// holds for. Frames that came before are encoded, however many wait for the encoder.</para>
/// <para>No command waits for the source or an encoder: a file that was stopped is finalised aside, and
/// <see cref="RecordingSection.Completion"/> says when.</para>
/// <para>Sound is recorded for exactly the time of the recorded pictures, cut to the sample. It is held until the
/// pictures have reached its time, at most 3 s.</para>
/// </remarks>
public sealed partial class ControlledRecorder
    : IObserver<VideoFrame>, IObserver<AudioFrame>, IAttachmentAware<VideoFrame>, IAttachmentAware<AudioFrame>, INamed, IDisposable
{
    /// <summary>The most frames that one <see cref="Step"/> asks for.</summary>
    public const int MostSteps = 1_000_000;

    private static readonly TimeSpan OpeningTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SoundTime = TimeSpan.FromSeconds(1);
    private readonly ControlledRecorderOptions _options;
    private readonly Func<RecordingSection, IReadOnlyList<VideoTarget>> _begin;
    private readonly Action<VideoSource>? _check;
    private readonly RecorderGate _gate;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SectionOpening? _opening;
    private MediaSource<VideoFrame>? _source;
    private IAttachment? _pictures;
    private IAttachment? _sound;
    private AudioSource? _soundSource;
    private RecorderStatistics _finished;
    private List<RecordingSection> _unfinished = [];
    private Exception? _failure;
    private bool _hasEnded;
    private int _sections;

    /// <summary>Makes a recorder whose sections are written as the caller likes. <see cref="VideoTargetFactory"/> makes one that writes a
    /// file for each.</summary>
    /// <param name="begin">Makes the targets of a section and attaches them to its pictures and sound; called by the thread that
    /// gives the command, without a lock. What it throws reaches that thread, and nothing has begun.</param>
    /// <param name="options">How; <see langword="null"/>: as usual.</param>
    /// <param name="name">What messages call it.</param>
    public ControlledRecorder(
        Func<RecordingSection, IReadOnlyList<VideoTarget>> begin, ControlledRecorderOptions? options = null, string name = "recorder")
        : this(begin, options, name, null)
    {
    }

    /// <param name="begin">Makes the targets of a section.</param>
    /// <param name="options">How.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="check">Refuses a source whose pictures no section could take.</param>
    internal ControlledRecorder(
        Func<RecordingSection, IReadOnlyList<VideoTarget>> begin, ControlledRecorderOptions? options, string name, Action<VideoSource>? check)
    {
        ArgumentNullException.ThrowIfNull(begin);
        _begin = begin;
        _check = check;
        _options = options ?? new ControlledRecorderOptions();
        _gate = new RecorderGate(_options.PauseGap);
        _gate.Closing += section => section.Close();
        _gate.Stepped += OnStepped;
        Name = name;
    }

    /// <summary>Raised after a command, and after the last frame of steps; by the thread that gave the command, or the source's.</summary>
    public event EventHandler<RecorderState>? StateChanged;

    /// <summary>Raised when the files of a section are finalised or failed, on a thread of the pool.</summary>
    public event EventHandler<RecordingSection>? SectionFinished;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What is done with frames now.</summary>
    public RecorderState State
    {
        get
        {
            lock (_gate.Lock)
            {
                return _gate.State;
            }
        }
    }

    /// <summary>The section that is open; <see langword="null"/> where none is.</summary>
    public RecordingSection? Section
    {
        get
        {
            lock (_gate.Lock)
            {
                return _gate.Section;
            }
        }
    }

    /// <summary>Frames that are still to be recorded by <see cref="Step"/>.</summary>
    public int StepsLeft
    {
        get
        {
            lock (_gate.Lock)
            {
                return _gate.Steps;
            }
        }
    }

    /// <summary>What became of every frame until now.</summary>
    public RecorderStatistics Statistics
    {
        get
        {
            lock (_gate.Lock)
            {
                return Count();
            }
        }
    }

    /// <summary>Done when the source has ended, or the recorder was detached, and every file is finalised; faulted with the first
    /// failure of a file.</summary>
    public Task Completion => _completion.Task;

    /// <summary>How long <c>Detach</c> and <see cref="Dispose"/> wait for the files to be finalised; 5 s at first. They are finalised
    /// even if that takes longer.</summary>
    public TimeSpan FinaliseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Inline: deciding costs less than a microsecond, and a command takes effect at the frame that is delivered next.</summary>
    DeliveryOptions IAttachmentAware<VideoFrame>.PreferredDelivery => DeliveryOptions.Inline;

    /// <summary>Inline.</summary>
    DeliveryOptions IAttachmentAware<AudioFrame>.PreferredDelivery => DeliveryOptions.Inline;

    /// <summary>Records from the next frame on: into a new file, or after a pause into the same one.</summary>
    /// <exception cref="VideoTargetException">The file cannot be made, or the source has ended; the state is as it was.</exception>
    public ControlResult Start() => Begin(RecorderCommand.Start, 0);

    /// <summary>Records exactly so many frames more, into the file that is paused, or into one of their own where none is open; then
    /// goes on as before. Steps add up. While recording it changes nothing.</summary>
    /// <param name="count">1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not possible.</exception>
    /// <exception cref="VideoTargetException">The file cannot be made, or the source has ended; the state is as it was.</exception>
    public ControlResult Step(int count = 1) => count is >= 1 and <= MostSteps
        ? Begin(RecorderCommand.Step, count)
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} frames cannot be stepped; allowed are 1 to {MostSteps}.");

    /// <summary>Skips frames from the next one on, and keeps the file open. Steps that are left are forgotten.</summary>
    public ControlResult Pause()
    {
        ControlResult result;
        lock (_gate.Lock)
        {
            if (_gate.Section is null)
            {
                return Unchanged(RecorderCommand.Pause, "nothing is recorded that could pause");
            }

            if (_gate is { State: RecorderState.Paused, Steps: 0 })
            {
                return Unchanged(RecorderCommand.Pause, "it is paused already");
            }

            _gate.Pause();
            result = Changed(RecorderCommand.Pause, _gate.Section, $"paused before frame {_gate.Next}");
        }

        Tell(result.State);
        return result;
    }

    /// <summary>Ends the file before the next frame; it is finalised aside. One without a frame is removed. When stopped, it changes
    /// nothing.</summary>
    public ControlResult Stop()
    {
        ControlResult result;
        RecordingSection? section;
        lock (_gate.Lock)
        {
            if (_opening is { } opening)
            {
                opening.IsCancelled = true;
                return Changed(RecorderCommand.Stop, null, "the file that was about to begin does not");
            }

            if (_gate.Section is null)
            {
                return Unchanged(RecorderCommand.Stop, "it is stopped already");
            }

            section = _gate.End(null);
            result = Changed(RecorderCommand.Stop, section, $"stopped before frame {_gate.Next}");
        }

        Close(section!);
        Tell(result.State);
        return result;
    }

    /// <summary>Drops the frames that wait for encoders, so that what was stopped is finalised soon. They are counted.</summary>
    public void GiveUpWaiting()
    {
        RecordingSection[] sections;
        lock (_gate.Lock)
        {
            sections = [.. _unfinished];
        }

        Array.ForEach(sections, section => section.GiveUpWaiting());
    }

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
        if (_source is not null)
        {
            throw new VideoTargetException($"{Name} already records pictures; a recorder records one source of them.");
        }

        if (source is VideoSource { Width: > 0, Height: > 0, Format.PlaneCount: > 0 } known)
        {
            _check?.Invoke(known);
        }

        lock (_gate.Lock)
        {
            _source = source;
            _pictures = attachment;
        }
    }

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnAttached(MediaSource<AudioFrame> source, IAttachment attachment)
    {
        if (_sound is not null)
        {
            throw new VideoTargetException($"{Name} already records sound; a recorder records one source of it.");
        }

        _soundSource = (AudioSource)source;
        _sound = attachment;
        _gate.AddSound();
    }

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnNext(VideoFrame value) => _gate.Take(value);

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnNext(AudioFrame value) => _gate.Take(value);

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnCompleted() => End(null);

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnError(Exception error) => End(error);

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnCompleted() => _gate.EndSound();

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnError(Exception error) => _gate.EndSound();

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnDetached(MediaSource<VideoFrame> source)
    {
        End(null);
        Task.WaitAny([Completion], FinaliseTimeout);
    }

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnDetached(MediaSource<AudioFrame> source) => _gate.EndSound();

    /// <summary>Detaches from its sources and finalises; a failure is in <see cref="Completion"/>.</summary>
    public void Dispose()
    {
        _pictures?.Dispose();
        _sound?.Dispose();
        End(null);
        Task.WaitAny([Completion], FinaliseTimeout);
    }

    private void ThrowIfEnded(RecorderCommand command)
    {
        if (_hasEnded)
        {
            throw new VideoTargetException($"{Name} cannot {Verb(command)}: its source has ended, or it was detached.");
        }
    }

    private void ThrowIfDetached(RecorderCommand command)
    {
        if (_source is null)
        {
            throw new VideoTargetException($"{Name} cannot {Verb(command)}: it is attached to no source; attach it first.");
        }
    }

    private void Tell(ControlResult result)
    {
        if (result.Changed)
        {
            Tell(result.State);
        }
    }

    private void Tell(RecorderState state) => Guard(() => StateChanged?.Invoke(this, state));

    /// <summary>Runs somebody else's code; what it throws is logged.</summary>
    private void Guard(Action raise)
    {
        try
        {
            raise();
        }
        catch (Exception exception)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, Name, exception);
        }
    }

    private ControlResult Changed(RecorderCommand command, RecordingSection? section, string message) =>
        new(command, true, _gate.State, _gate.Next, section, Count(), message);

    private ControlResult Unchanged(RecorderCommand command, string message) =>
        new(command, false, _gate.State, _gate.Next, _gate.Section, Count(), message);

    private RecorderStatistics Count()
    {
        var counts = new RecorderStatistics(_gate.SkippedOutside, 0, _gate.SkippedOutside, 0, 0);
        counts = Sum(counts, _finished);
        foreach (RecordingSection section in _unfinished)
        {
            counts = Sum(counts, section.Statistics);
        }

        return counts;
    }

    private static RecorderStatistics Sum(RecorderStatistics one, RecorderStatistics other) => new(
        one.Received + other.Received, one.Encoded + other.Encoded, one.Skipped + other.Skipped, one.Dropped + other.Dropped, one.Waiting + other.Waiting)
    {
        Missed = one.Missed + other.Missed,
    };

    private static string Verb(RecorderCommand command) => command.ToString().ToLowerInvariant();
}
