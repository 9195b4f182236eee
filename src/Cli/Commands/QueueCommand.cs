using System.CommandLine;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab queue</c>: recordings that are encoded later.</summary>
internal sealed class QueueCommand : CliCommand
{
    private const string Actions = "list, run, add, pause, resume, cancel, retry";

    /// <summary>What <c>run</c> begins a process of its own with, and nobody else.</summary>
    public const string Work = "work";
    private readonly Argument<string> _action = new("ACTION");
    private readonly Argument<string[]> _subjects = new("JOB, or IN OUT") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _parallel = Opt.Value("--parallel", "N", "run: jobs at once, 1 to 64; 1 by default");
    private readonly Option<bool> _wait = Opt.Flag("--wait", "run: wait for jobs that begin later, too");
    private readonly Option<bool> _deleteSource = Opt.Flag("--delete-source", "add: remove IN once OUT was verified");
    private readonly DeferChoices _defer = new();
    private readonly RequestReader _reader = new();

    public override string Name => "queue";

    public override string Summary => "Encode later what was recorded exactly";

    public override CommandHelp Help => new(
        [
            "queue list [--json]", "queue run [--parallel N] [--wait]", "queue add IN OUT [OPTIONS]",
            "queue pause JOB...", "queue resume JOB...", "queue cancel JOB...", "queue retry JOB...",
        ],
        "Encodes later what record --defer recorded exactly. What a job was made from is removed only after its result was decoded and compared.",
        [
            "list    every job: Waiting, Running, Finished, Failed, Paused or Cancelled, and how far it is",
            "run     work on all that may begin, each in a process of its own; jobs of killed workers begin again",
            "add     have IN encoded into OUT",
            "pause   hold a job, resume lets it go on; cancel gives it up, retry lets a Failed or Cancelled one wait again",
        ],
        [
            ("record screen: desk.mp4 --codec hevc --defer", "record exactly, encode later"),
            ("queue run --parallel 2", "encode all that waits, two at once"),
            ("queue list", "what became of it"),
        ],
        [
            new OptionSection("Queue", [_parallel, _wait, _deleteSource, .. _defer.JobOptions, _defer.QueueFile, _reader.Json]),
            new OptionSection("Encoding of what is added", _reader.CarriedOptions(hasRate: true)),
        ]);

    protected override IReadOnlyList<Argument> Arguments => [_action, _subjects];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string action = given.GetValue(_action)!;
        string[] subjects = given.GetValue(_subjects) ?? [];
        int parallel = (int)(given.ReadValue(_parallel, text => NumberText.Parse("number of jobs at once", text, 1, 64)) ?? 1);
        if (action != Work && !Actions.Split(", ").Contains(action))
        {
            throw new UsageException($"queue has no action \"{action}\"; allowed are {Actions}");
        }

        RequireUsed(given, action, subjects);
        using var store = JobStore.Open(given.GetValue(_defer.QueueFile));
        switch (action)
        {
            case "list":
                QueueRunner.Recover(store);
                output.Result(QueueList.Of(store, given.GetValue(_reader.Json)));
                return ExitCode.Done;
            case "run":
                using (var runner = new QueueRunner(store, parallel, given.GetValue(_wait), output))
                {
                    return runner.Run();
                }

            case "add":
                return Add(given, store, subjects, output);
            case Work:
                return JobWorker.Run(store, Number(subjects is [var one] ? one : throw new UsageException("queue work needs one JOB")));
            default:
                return ChangeAll(store, action, subjects, output);
        }
    }

    // Nothing that was given is ignored in silence.
    private void RequireUsed(ParseResult given, string action, string[] subjects)
    {
        if (action is "list" or "run" && subjects is [var subject, ..])
        {
            throw new UsageException($"queue {action} is about all jobs and has no use for \"{subject}\"");
        }

        Option[] used = action switch
        {
            "list" => [_reader.Json],
            "run" => [_parallel, _wait],
            "add" => [_deleteSource, .. _defer.JobOptions, .. _reader.CarriedOptions(hasRate: true)],
            _ => [],
        };
        Option? idle = Help.Sections.SelectMany(section => section.Options).Except([_defer.QueueFile, .. used])
            .FirstOrDefault(option => given.GetResult(option) is { Implicit: false });
        if (idle is not null)
        {
            throw new UsageException($"queue {action} has no use for {idle.Name}; see giftgrab queue --help");
        }
    }

    private static long Number(string text) => NumberText.Parse("job", text, 1, long.MaxValue);

    private static int ChangeAll(JobStore store, string action, string[] subjects, CommandOutput output)
    {
        if (subjects.Length == 0)
        {
            throw new UsageException($"queue {action} needs JOB; giftgrab queue list shows them");
        }

        QueueRunner.Recover(store);
        foreach (long id in subjects.Select(Number).ToArray())
        {
            Job job = store.Find(id);
            (JobState[] from, JobState to) = action switch
            {
                "pause" => ([JobState.Waiting, JobState.Running], JobState.Paused),
                "resume" => ([JobState.Paused], JobLock.IsTaken(store, id) ? JobState.Running : JobState.Waiting),
                "cancel" => ([JobState.Waiting, JobState.Running, JobState.Paused], JobState.Cancelled),
                _ => ((JobState[])[JobState.Failed, JobState.Cancelled], JobState.Waiting),
            };
            if (!store.Change(id, from, to))
            {
                throw new UsageException($"Job {id} is {job.State}; {action} is for one that is {string.Join(" or ", from)}");
            }

            output.Result(string.Create(CultureInfo.InvariantCulture, $"job {id} is {to}"));
        }

        return ExitCode.Done;
    }

    private int Add(ParseResult given, JobStore store, string[] subjects, CommandOutput output)
    {
        if (subjects is not [var from, var to])
        {
            throw new UsageException("queue add needs IN and OUT");
        }

        InputFile.Require(from);
        string source = Path.GetFullPath(from);
        string target = Path.GetFullPath(to);
        FileNameTemplate.Parse(OutputNames.Escape(to)).RequireFolder();
        OutputRequest request = _reader.Read(given, source, [target]).Outputs[0];
        if (File.Exists(target) && !request.Options.File.Overwrite)
        {
            throw new UsageException($"{to} exists; choose another name, or have it overwritten (--overwrite)");
        }

        using (FileReader reader = VideoSourceFactory.CreateFileReader(source))
        {
            LaterEncoding.Require(request, reader, withSound: true);
        }

        string sidecar = Sidecar.PathFor(source);
        long id = store.Add(
            new JobSpec(source, target, EncodingArguments.Of(given, _reader.CarriedOptions(hasRate: true)), [target], 0)
            {
                Frames = File.Exists(sidecar) ? Sidecar.Read(sidecar).Video?.Frames : null,
                Temporary = given.GetValue(_deleteSource) ? [source, .. File.Exists(sidecar) ? [sidecar] : Array.Empty<string>()] : [],
                LeastPsnr = _defer.ReadLeastPsnr(given),
            },
            _defer.ReadPriority(given),
            _defer.ReadStart(given, DateTime.UtcNow));
        output.Result(string.Create(CultureInfo.InvariantCulture, $"job {id}: {to} will be made of {from}"));
        return ExitCode.Done;
    }
}
