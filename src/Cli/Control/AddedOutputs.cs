using System.CommandLine;
using System.CommandLine.Parsing;

namespace GiftGrab.Cli;

/// <summary>Outputs that join a recording while it runs, and leave it: with an encoder of their own, or with that of an output.</summary>
/// <remarks>From any thread. One with an encoder of its own records every frame from the next one on, whatever is paused or stopped.</remarks>
internal sealed class AddedOutputs : IDisposable
{
    private const string Of = "OF";
    private readonly Lock _gate = new();
    private readonly SourceRequest _request;
    private readonly VideoSource _source;
    private readonly AudioSource? _sound;
    private readonly RecordingOutputs _outputs;
    private readonly Action _changed;
    private readonly Dictionary<string, ControlledRecorder> _recorders = [];
    private readonly Dictionary<string, SharedFile> _shared = [];
    private readonly HashSet<string> _removed = [];

    /// <param name="request">The source that was asked for.</param>
    /// <param name="source">The source.</param>
    /// <param name="sound">Its sound; <see langword="null"/>: none is recorded.</param>
    /// <param name="outputs">The outputs of the recording, which get those that are added.</param>
    /// <param name="changed">Called from any thread when an output changed.</param>
    public AddedOutputs(SourceRequest request, VideoSource source, AudioSource? sound, RecordingOutputs outputs, Action changed)
    {
        _request = request;
        _source = source;
        _sound = sound;
        _outputs = outputs;
        _changed = changed;
    }

    /// <summary>Adds an output.</summary>
    /// <param name="argument">Its path and the options of its encoding, as on the command line; or its path and the output whose encoder it shares.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="VideoTargetException">It is recorded already, or not possible.</exception>
    /// <exception cref="FormatException">The options are not usable.</exception>
    public string Add(string? argument)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(argument ?? string.Empty)];
        if (words.Length == 0)
        {
            throw new FormatException($"ADD needs a FILE, and takes the options of its encoding, or {Of} OUTPUT");
        }

        lock (_gate)
        {
            string full = Path.GetFullPath(words[0]);
            if (_recorders.ContainsKey(full) || _shared.TryGetValue(full, out SharedFile? shared) && !shared.IsDone || (Running(full) is not null && !_removed.Contains(full)))
            {
                throw new VideoTargetException($"{words[0]} is already running; choose another name, or REMOVE it first");
            }

            _removed.Remove(full);
            if (words.Length > 1 && words[1].Equals(Of, StringComparison.OrdinalIgnoreCase))
            {
                _shared[full] = Share(words[0], words is [_, _, var of] ? of : throw new FormatException($"{Of} needs one OUTPUT: {Names()}"));
                return words[0];
            }

            OutputRequest request = Read(words);
            _recorders[full] = Record(request);
            return request.Path;
        }
    }

    /// <summary>Ends one output, and that one alone; it is finalised aside.</summary>
    /// <param name="argument">Its path.</param>
    /// <returns>The number of the first frame that it has no more; <see langword="null"/>: that is not known.</returns>
    /// <exception cref="VideoTargetException">It does not run.</exception>
    public long? Remove(string? argument)
    {
        string path = argument ?? throw new FormatException($"REMOVE needs a FILE: {Names()}");
        string full = Path.GetFullPath(path);
        lock (_gate)
        {
            if (!_removed.Add(full))
            {
                throw NotRunning(path);
            }

            if (_recorders.Remove(full, out ControlledRecorder? recorder))
            {
                ControlResult end = recorder.Stop();
                Task.Run(recorder.Dispose);
                return end.Changed ? end.Frame : throw NotRunning(path);
            }

            if (_shared.Remove(full, out SharedFile? shared) && !shared.IsDone)
            {
                shared.End();
                return null;
            }

            if (Running(full) is not { } output)
            {
                _removed.Remove(full);
                throw NotRunning(path);
            }

            output.End();
            return null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (ControlledRecorder recorder in _recorders.Values)
            {
                recorder.Dispose();
            }

            _recorders.Clear();
        }
    }

    private RecordingOutput? Running(string full) =>
        _outputs.Current.FirstOrDefault(output => !output.IsDone && Path.GetFullPath(output.Path) == full);

    private VideoTargetException NotRunning(string path) => new($"{path} is not running; {Names()}");

    private string Names()
    {
        string[] names = [.. _outputs.Current.Where(output => !output.IsDone && !_removed.Contains(Path.GetFullPath(output.Path))).Select(output => output.Path), .. _shared.Values.Where(file => !file.IsDone).Select(file => file.Path)];
        return names.Length == 0 ? "nothing is" : $"allowed are {string.Join(", ", names)}";
    }

    private SharedFile Share(string path, string of) => (Running(Path.GetFullPath(of)) ?? throw NotRunning(of)).Share(path);

    private ControlledRecorder Record(OutputRequest request)
    {
        RecordingOutput.Check(request, _source, _sound);
        var recorder = new ControlledRecorder(
            section =>
            {
                var output = new RecordingOutput(request, _source, _sound, _changed, section);
                _outputs.Add(output);
                return [output.Target];
            },
            name: request.Path);
        try
        {
            _source.Attach(recorder);
            if (RecordingOutput.TakesSound(request, _sound))
            {
                _sound!.Attach(recorder);
            }

            recorder.Start();
            return recorder;
        }
        catch
        {
            recorder.Dispose();
            throw;
        }
    }

    private OutputRequest Read(string[] words)
    {
        var reader = new RequestReader();
        IReadOnlyList<Option> allowed = reader.CarriedOptions(hasRate: false);
        var command = new Command("ADD");
        foreach (Option option in reader.Sections.SelectMany(section => section.Options))
        {
            command.Options.Add(option);
        }

        ParseResult given = command.Parse(words[1..], new ParserConfiguration { ResponseFileTokenReplacer = null });
        Option? other = command.Options.FirstOrDefault(option => !allowed.Contains(option) && given.GetResult(option) is { Implicit: false });
        if (other is not null || given.Errors.Count > 0)
        {
            throw new FormatException(
                $"{other?.Name ?? string.Join(' ', words[1..])} is not understood of ADD; allowed are {Of} OUTPUT and {string.Join(", ", allowed.Select(option => option.Name))}");
        }

        return reader.Read(given, _request.Address, [words[0]]).Outputs[0];
    }
}
