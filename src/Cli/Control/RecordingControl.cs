namespace GiftGrab.Cli;

/// <summary>A recording under control: the recorder, what makes its files, and the channel that commands come through.</summary>
internal sealed class RecordingControl : IDisposable
{
    private readonly VideoSource _source;
    private readonly AudioSource? _sound;
    private readonly RecordingOutputs _outputs;
    private readonly IReadOnlyList<(OutputRequest Request, FileNameSequence Names)> _requests;
    private readonly Action _changed;
    private readonly ControlRequest _control;
    private readonly ControlledRecorder _recorder;
    private readonly AddedOutputs _added;
    private IDisposable? _channel;
    private int _quit;

    /// <param name="request">What was asked.</param>
    /// <param name="source">Not started yet.</param>
    /// <param name="outputs">Gets the outputs of each section.</param>
    /// <param name="changed">Called from any thread when an output changed, or the recording shall end.</param>
    /// <exception cref="VideoTargetException">The recording is not possible.</exception>
    public RecordingControl(RecordingRequest request, VideoSource source, RecordingOutputs outputs, Action changed)
    {
        _source = source;
        _sound = request.Source.WithSound ? source.Audio : null;
        _outputs = outputs;
        _changed = changed;
        _control = request.Control!;
        _requests = [.. request.Outputs.Select(output => (output, NamesOf(output)))];
        foreach (OutputRequest output in request.Outputs)
        {
            RecordingOutput.Check(output, source, _sound);
        }

        _added = new AddedOutputs(request.Source, source, _sound, outputs, changed);
        _recorder = new ControlledRecorder(Begin, new ControlledRecorderOptions { PauseGap = _control.PauseGap }, "the recording");
        _recorder.SectionFinished += OnSectionFinished;
        source.Attach(_recorder);
        if (request.Outputs.Any(output => RecordingOutput.TakesSound(output, _sound)))
        {
            source.Audio!.Attach(_recorder);
        }
    }

    /// <summary>Whether QUIT came.</summary>
    public bool WantsToQuit => Volatile.Read(ref _quit) != 0;

    /// <summary>Whether nothing can be recorded any more, and all files are final.</summary>
    public bool IsOver => _recorder.Completion.IsCompleted;

    /// <summary>Begins to listen, and to record where that was not left to a command.</summary>
    /// <exception cref="UsageException">The channel cannot be made.</exception>
    /// <exception cref="VideoTargetException">A file cannot be made.</exception>
    public void Open(IRecordingReport report, bool asJson)
    {
        var verbs = new ControlVerbs(_recorder, _outputs, Quit, asJson, _added);
        _channel = _control.Channel == ControlRequest.Stdin ? null : new ControlSocket(_control.Channel, verbs);
        if (!_control.StartsStopped)
        {
            _recorder.Start();
        }

        if (_channel is null)
        {
            StdinControl.Begin(verbs, report.Answer, Quit);
        }
    }

    /// <summary>Goes on in new files, between two frames: the pictures are of another size from now on.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="warn">Is told what that means for outputs that were added.</param>
    public void BeginNewFiles(string change, Action<string> warn)
    {
        _added.BeginNewFiles(change, warn);
        if (_requests.All(output => output.Request.Options.Split is { OnFormatChange: true }))
        {
            // The section goes on in its next slice.
            return;
        }

        RecorderState before = _recorder.State;
        _recorder.Stop();
        if (before == RecorderState.Recording)
        {
            _recorder.Start();
        }
    }

    /// <summary>Ends the recording though its source does not.</summary>
    public void End()
    {
        _recorder.Dispose();
        _added.Dispose();
    }

    public void Dispose()
    {
        _channel?.Dispose();
        End();
    }

    private static FileNameSequence NamesOf(OutputRequest output) =>
        new(FileNameTemplate.Parse(output.Path), output.SourceName, output.Options.File.Overwrite);

    private void Quit()
    {
        Volatile.Write(ref _quit, 1);
        _changed();
    }

    private IReadOnlyList<VideoTarget> Begin(RecordingSection section)
    {
        var begun = new List<RecordingOutput>();
        try
        {
            foreach ((OutputRequest request, FileNameSequence names) in _requests)
            {
                names.Create(names.NextSection, path => begun.Add(new RecordingOutput(Named(request, path, names.Values), _source, _sound, _changed, section)));
            }
        }
        catch
        {
            begun.ForEach(output => output.Dispose());
            throw;
        }

        begun.ForEach(_outputs.Add);
        return [.. begun.Select(output => output.Target)];
    }

    private static OutputRequest Named(OutputRequest request, string path, FileNameValues values)
    {
        FileOutputOptions file = request.Options.File;
        return request with
        {
            Path = path,
            Options = request.Options with
            {
                File = file with
                {
                    TimestampFile = Expand(file.TimestampFile, values),
                    WallClockFile = Expand(file.WallClockFile, values),
                    TsyncFile = Expand(file.TsyncFile, values),
                },
            },
        };
    }

    private static string? Expand(string? template, FileNameValues values) =>
        template is null ? null : FileNameTemplate.Parse(template).Expand(values);

    private void OnSectionFinished(object? sender, RecordingSection section)
    {
        if (section.FirstFrame < 0)
        {
            // It was stopped before a frame came, and left no files to tell of.
            _outputs.Remove(output => section.Targets.Contains(output.Target));
        }

        _changed();
    }
}
