using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The commands that a running recording understands, and the way from a line of text to an answer.</summary>
/// <remarks>Lines may come from any thread.</remarks>
internal sealed class ControlVerbs
{
    private const string JsonPrefix = "JSON";
    private const int LongestEcho = 40;
    private readonly ControlledRecorder _recorder;
    private readonly RecordingOutputs _outputs;
    private readonly ControlVerb[] _verbs;
    private readonly bool _asJson;

    /// <param name="recorder">What is controlled.</param>
    /// <param name="outputs">What is split and triggered.</param>
    /// <param name="quit">Ends the recording.</param>
    /// <param name="asJson">Whether answers are JSON without being asked for.</param>
    /// <param name="added">Takes outputs that join and leave; <see langword="null"/>: none can.</param>
    public ControlVerbs(ControlledRecorder recorder, RecordingOutputs outputs, Action quit, bool asJson, AddedOutputs? added = null)
    {
        _recorder = recorder;
        _outputs = outputs;
        _asJson = asJson;
        _verbs =
        [
            new("START", string.Empty, _ => Tell(recorder.Start)),
            new("PAUSE", string.Empty, _ => Tell(recorder.Pause)),
            new("STOP", string.Empty, _ => Tell(recorder.Stop)),
            new("STEP", "[N]", count => Step(ParseCount(count))),
            new("SPLIT", string.Empty, _ => Split()),
            new("TRIGGER", string.Empty, _ => Trigger()),
            .. added is null ? (ControlVerb[])[] :
            [
                new("ADD", "FILE [OPTIONS]", file => About("ADD", "records from the next frame on", (added.Add(file), null))),
                new("REMOVE", "FILE", file => About("REMOVE", "takes no further frame and is finalised aside, the others go on", added.Remove(file))),
            ],
            new("STATUS", string.Empty, _ => Status()),
            new("QUIT", string.Empty, _ => Quit(quit)),
        ];
    }

    /// <summary>Follows a line.</summary>
    /// <param name="line">A word of the list, in any case, and what follows it; JSON before it asks for the answer as JSON.</param>
    /// <returns>The answer, on one line.</returns>
    public string Follow(string line)
    {
        string[] words = line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool asJson = words.Length > 0 && Is(words[0], JsonPrefix);
        if (asJson)
        {
            words = words[1..];
        }

        return Answer(words).ToLine(_asJson || asJson);
    }

    /// <summary>The answer to a line that is too long to be a command.</summary>
    /// <param name="begin">As much of it as was kept.</param>
    /// <param name="limit">The most bytes.</param>
    public string RefuseLong(string begin, int limit) => ControlAnswer
        .Refuse(string.Empty, $"the line is longer than {limit} bytes; allowed are {Allowed()}")
        .ToLine(_asJson || begin.StartsWith($"{JsonPrefix} ", StringComparison.OrdinalIgnoreCase));

    private ControlAnswer Answer(string[] words)
    {
        string given = words.Length == 0 ? string.Empty : Shown(words[0]);
        ControlVerb? verb = words.Length == 0 ? null : Array.Find(_verbs, verb => Is(words[0], verb.Name));
        if (verb is null)
        {
            return ControlAnswer.Refuse(given, given.Length == 0 ? $"no command was given; allowed are {Allowed()}" : $"the command \"{given}\" is not known; allowed are {Allowed()}");
        }

        string? argument = words.Length > 1 ? string.Join(' ', words[1..]) : null;
        if (argument is not null && verb.Arguments.Length == 0)
        {
            return ControlAnswer.Refuse(verb.Name, $"{verb.Name} has no use for \"{Shown(argument)}\"; allowed are {Allowed()}");
        }

        try
        {
            return verb.Run(argument);
        }
        catch (Exception exception) when (exception is GiftGrabException or FormatException or UsageException or TimeoutException)
        {
            return ControlAnswer.Refuse(verb.Name, exception.Message);
        }
    }

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What came in, harmless to whoever reads the answer.</summary>
    private static string Shown(string text)
    {
        // Before it is cut: half an address is none that would be known as one.
        string clean = string.Concat(Credentials.Redact(text).Select(sign => char.IsControl(sign) || sign == '\uFFFD' ? '?' : sign));
        return clean.Length > LongestEcho ? $"{clean[..LongestEcho]}..." : clean;
    }

    private static int ParseCount(string? text) => text is null
        ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= ControlledRecorder.MostSteps
            ? count
            : throw new FormatException($"STEP {Shown(text)} is not possible; allowed are 1 to {ControlledRecorder.MostSteps} frames");

    private static string Name(RecorderState state) => state.ToString().ToLowerInvariant();

    private static ControlCounts Counts(RecorderStatistics counts) =>
        new(counts.Received, counts.Encoded, counts.Skipped, counts.Dropped, counts.Waiting);

    private ControlAnswer Step(int count) => Tell(() => _recorder.Step(count));

    private ControlAnswer Tell(Func<ControlResult> command)
    {
        // What ends by the command is named; what had ended before, by itself or by REMOVE, is not.
        HashSet<RecordingOutput> over = [.. _outputs.Where(output => !output.IsRunning)];
        HashSet<SharedFile> sharedOver = [.. _outputs.SelectMany(output => output.Shared).Where(file => !file.IsRunning)];
        ControlResult result = command();
        return new ControlAnswer(
            "control", result.Command.ToString().ToUpperInvariant(), true, result.Changed, result.Message,
            Name(result.State), result.Frame, FilesOf(result.Section, over.Contains, sharedOver.Contains), Counts(result.Statistics));
    }

    /// <summary>The newest files of a section, and those that share their encoders, without those that are over.</summary>
    private IReadOnlyList<string> FilesOf(RecordingSection? section, Func<RecordingOutput, bool> isOver, Func<SharedFile, bool> isSharedOver)
    {
        if (section is null)
        {
            return [];
        }

        ILookup<bool, RecordingOutput> outputs = _outputs.Where(output => section.Targets.Contains(output.Target)).ToLookup(isOver);
        return
        [
            .. section.NewestFiles.Except(outputs[true].Select(output => output.NewestFile).OfType<string>()),
            .. outputs[false].SelectMany(output => output.Shared).Where(file => !isSharedOver(file)).Select(file => file.Path),
        ];
    }

    private IReadOnlyList<string> RunningFiles()
    {
        string[] others = [.. _outputs.Running.Select(output => output.NewestFile).OfType<string>(), .. _outputs.RunningShared.Select(file => file.Path)];
        return [.. FilesOf(_recorder.Section, output => !output.IsRunning, file => !file.IsRunning).Union(others)];
    }

    private ControlAnswer About(string command, string message, (string File, long? Frame) what) => new(
        "control", command, true, true, message, Name(_recorder.State), what.Frame, [what.File], Counts(_recorder.Statistics));

    /// <summary>Waits for the key frames: their time-out bounds it.</summary>
    private ControlAnswer Split()
    {
        if (_recorder.State != RecorderState.Recording)
        {
            throw new VideoTargetException($"the recording is {Name(_recorder.State)}; SPLIT is for one that runs");
        }

        IReadOnlyList<VideoTarget> targets = _recorder.Section?.Targets ?? [];
        Task<FilePart>[] splits = [.. _outputs.Running.Where(output => targets.Contains(output.Target)).Select(output => output.SplitAsync())];
        FilePart[] parts = Task.WhenAll(splits).GetAwaiter().GetResult();
        long? frame = parts is [{ SourceFrame: >= 0 and var number }, ..] ? number : null;
        return new ControlAnswer(
            "control", "SPLIT", true, true, frame is null ? "goes on in a new file" : $"goes on in a new file from frame {frame} on", Name(_recorder.State), frame, [.. parts.Select(part => part.Path)], Counts(_recorder.Statistics));
    }

    private ControlAnswer Trigger()
    {
        string[] files = [.. _outputs.Where(output => !output.IsDone).Select(output => output.Trigger()).OfType<string>()];
        return files.Length > 0
            ? new ControlAnswer("control", "TRIGGER", true, true, "writes what was and what comes", Name(_recorder.State), null, files, Counts(_recorder.Statistics))
            : throw new VideoTargetException("no ring runs that a file could be written of; record with --ring, and START");
    }

    private ControlAnswer Status()
    {
        int steps = _recorder.StepsLeft;
        RecorderState state = _recorder.State;
        string message = steps > 0 ? $"{Name(state)}, {steps} frames left to step" : Name(state);
        return new ControlAnswer("control", "STATUS", true, false, message, Name(state), null, RunningFiles(), Counts(_recorder.Statistics));
    }

    private static ControlAnswer Quit(Action quit)
    {
        quit();
        return new ControlAnswer("control", "QUIT", true, true, "the recording ends");
    }

    private string Allowed() => string.Join(", ", _verbs.Select(verb => verb.Usage));
}
