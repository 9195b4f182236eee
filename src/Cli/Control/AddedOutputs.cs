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
    private readonly List<AddedOutput> _added = [];

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
            if (Find(words[0]) is not null || FindShared(words[0]) is not null)
            {
                throw new VideoTargetException($"{words[0]} is already running; choose another name, or REMOVE it first");
            }

            if (words.Length > 1 && words[1].Equals(Of, StringComparison.OrdinalIgnoreCase))
            {
                string of = words is [_, _, var other] ? other : throw new FormatException($"{Of} needs one OUTPUT: {Names()}");
                return (Find(of) ?? throw NotRunning(of)).Share(words[0]).Path;
            }

            OutputRequest request = Read(words);
            _added.Add(new AddedOutput(request, _source, _sound, _outputs, _changed));
            return request.Path;
        }
    }

    /// <summary>Ends one output, and that one alone; it is finalised aside.</summary>
    /// <param name="argument">Its path, in double quotes or not.</param>
    /// <returns>The file, and the number of the first frame that it has no more; <see langword="null"/>: that is not known.</returns>
    /// <exception cref="VideoTargetException">It does not run.</exception>
    public (string File, long? Frame) Remove(string? argument)
    {
        string path = argument?.Trim('"') ?? throw new FormatException($"REMOVE needs a FILE: {Names()}");
        lock (_gate)
        {
            if (FindShared(path) is { } shared)
            {
                shared.End();
                return (shared.Path, null);
            }

            RecordingOutput output = Find(path) ?? throw NotRunning(path);
            if (_added.Find(added => added.File == output) is { } added)
            {
                _added.Remove(added);
                return (output.Path, added.End());
            }

            output.End();
            return (output.NewestFile ?? output.Path, null);
        }
    }

    /// <summary>Has each output with an encoder of its own go on in a new file, between two frames: the pictures are of another size from now
    /// on.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="warn">Is told of each.</param>
    public void BeginNewFiles(string change, Action<string> warn)
    {
        lock (_gate)
        {
            _added.ForEach(added => added.BeginNewFile(change, warn));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _added.ForEach(added => added.Dispose());
            _added.Clear();
        }
    }

    private RecordingOutput? Find(string path) => _outputs.Running.FirstOrDefault(output => output.IsCalled(Path.GetFullPath(path)));

    private SharedFile? FindShared(string path) =>
        _outputs.RunningShared.FirstOrDefault(file => Path.GetFullPath(file.Path) == Path.GetFullPath(path));

    private VideoTargetException NotRunning(string path) => new($"{path} is not running; {Names()}");

    private string Names()
    {
        string[] names = [.. _outputs.Running.Select(output => output.NewestFile ?? output.Path), .. _outputs.RunningShared.Select(file => file.Path)];
        return names.Length == 0 ? "nothing is" : $"allowed are {string.Join(", ", names)}";
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
        if (other is null && UsageMistake.MissingValue(words, given) is { } missing)
        {
            throw new FormatException(missing);
        }

        if (other is not null || given.Errors.Count > 0)
        {
            throw new FormatException(
                $"{other?.Name ?? string.Join(' ', words[1..])} is not understood of ADD; allowed are {Of} OUTPUT and {string.Join(", ", allowed.Select(option => option.Name))}");
        }

        return reader.Read(given, _request.Address, [words[0]]).Outputs[0];
    }
}
