namespace GiftGrab.Cli;

/// <summary>An output with an encoder of its own that joined a recording: one file, and another where the pictures change size.</summary>
internal sealed class AddedOutput : IDisposable
{
    private readonly OutputRequest _request;
    private readonly ControlledRecorder _recorder;
    private int _files;

    /// <param name="request">What was asked.</param>
    /// <param name="source">The source.</param>
    /// <param name="sound">Its sound; <see langword="null"/>: none is recorded.</param>
    /// <param name="outputs">Gets each file.</param>
    /// <param name="changed">Called from any thread when a file changed.</param>
    /// <exception cref="VideoTargetException">It is not possible.</exception>
    public AddedOutput(OutputRequest request, VideoSource source, AudioSource? sound, RecordingOutputs outputs, Action changed)
    {
        RecordingOutput.Check(request, source, sound);
        _request = request;
        _recorder = new ControlledRecorder(
            section =>
            {
                var file = new RecordingOutput(NextRequest(), source, sound, changed, section) { First = request };
                outputs.Add(file);
                File = file;
                return [file.Target];
            },
            name: request.Path);
        _recorder.SectionFinished += (_, section) =>
        {
            if (section.FirstFrame < 0)
            {
                // It was ended before a frame came, and left no file to tell of.
                outputs.Remove(file => section.Targets.Contains(file.Target));
            }
        };
        try
        {
            source.Attach(_recorder);
            if (RecordingOutput.TakesSound(request, sound))
            {
                sound!.Attach(_recorder);
            }

            _recorder.Start();
        }
        catch
        {
            _recorder.Dispose();
            throw;
        }
    }

    /// <summary>The file that is written, or was the last.</summary>
    public RecordingOutput? File { get; private set; }

    /// <summary>Ends it before the next frame; it is finalised aside.</summary>
    /// <returns>The number of that frame.</returns>
    public long End()
    {
        long frame = _recorder.Stop().Frame;
        Task.Run(_recorder.Dispose);
        return frame;
    }

    /// <summary>Goes on in a new file, between two frames, where the one before has frames.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="warn">Is told.</param>
    public void BeginNewFile(string change, Action<string> warn)
    {
        if (_recorder.Section is not { FirstFrame: >= 0 })
        {
            return;
        }

        string before = File!.Path;
        _recorder.Stop();
        try
        {
            _recorder.Start();
            warn($"{before} ends and {File.Path} goes on: {change}");
        }
        catch (VideoTargetException exception)
        {
            warn($"{before} cannot go on in a new file: {exception.Message}");
        }
    }

    public void Dispose() => _recorder.Dispose();

    private OutputRequest NextRequest() => ++_files == 1 ? _request : NextFile.After(_request, _files, 0, TimeSpan.Zero)!;
}
