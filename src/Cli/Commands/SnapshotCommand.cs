using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab snapshot</c>: single pictures of a source, without a recording.</summary>
internal sealed class SnapshotCommand : CliCommand
{
    private const string DefaultName = "snapshot_{date}_{time}.jpg";
    private readonly Argument<string> _address = new("SOURCE");
    private readonly Argument<string?> _name = new("NAME") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _every = Opt.Value("--every", "TIME", "keep a picture this often, such as 1s; the first one at once", "--snapshot-every");
    private readonly Option<string[]> _at = Opt.Values("--at", "TIME", "keep the picture at this time of the source; may be repeated", "--snapshot-at");
    private readonly Option<string?> _count = Opt.Value("--count", "N", "stop after N pictures; by default 1, and with --every none");
    private readonly Option<string?> _duration = Opt.Value("--duration", "TIME", "stop after this much of the source", "-t");
    private readonly Option<string?> _quality = Opt.Value("--quality", "N", $"quality of JPEGs, 1 to 100; {Still.DefaultQuality} by default");
    private readonly Option<bool> _overwrite = Opt.Flag("--overwrite", "replace files that exist", "-y");
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON event a picture on standard output");

    public override string Name => "snapshot";

    public override string Summary => "Keep single pictures of a source";

    public override CommandHelp Help => new(
        ["snapshot SOURCE [NAME] [OPTIONS]"],
        "Keeps single pictures of a source as JPEG, PNG or TIFF, and prints their names.",
        [
            "SOURCE   as for record",
            $"NAME     what the files are called; {DefaultName} by default.",
            $"         {FileNameTemplate.Allowed}",
        ],
        [
            ("snapshot clip.mp4 look.png --at 5s", "the picture that is shown 5 s into the file"),
            ("snapshot v4l2:/dev/video0 --every 1m", "one a minute until Ctrl-C"),
        ],
        [new OptionSection("Options", [_every, _at, _count, _duration, _quality, _overwrite, _json])]);

    protected override IReadOnlyList<Argument> Arguments => [_address, _name];

    public override int Run(ParseResult given, CommandOutput output)
    {
        string address = given.GetValue(_address)!;
        SnapshotOptions options = Read(given) with { SourceName = OutputNames.Of(address) };
        string name = given.GetValue(_name) ?? DefaultName;
        SnapshotChoices.RequireQualityOfJpeg(given, _quality, name);
        using var stopped = new ManualResetEventSlim();
        var end = new OrderlyEnd(stopped.Set, () => { }, () => true);
        using var signals = new StopSignals(end.Begin, TimeProvider.System, ProcessEnd.Exit);
        using VideoSource source = signals.WhileOpening(
            address,
            failure => output.Message(failure.Message),
            () => SourceOpener.Open(new SourceRequest(address, new SourceOptions(), Part: null, WithSound: false)));
        using SnapshotTarget snapshots = VideoTargetFactory.CreateSnapshotWriter(name, options);
        snapshots.Saved += (_, saved) => output.Result(given.GetValue(_json) ? Json(saved) : saved.Path);
        snapshots.Failed += (_, failed) => output.Message(CommandOutput.OneLine(failed.Failure!.Message));
        if (options.Interval is null && options.Times.Count == 0)
        {
            snapshots.Take();
        }

        _ = snapshots.Completion.ContinueWith(_ => stopped.Set(), TaskScheduler.Default);
        source.Attach(snapshots);
        source.Start();
        stopped.Wait();
        end.Notice();
        source.Stop(TimeSpan.FromSeconds(2));
        snapshots.Dispose();
        int exitCode = ExitCodeOf(source, snapshots, signals.Came, output);
        end.Complete();
        return exitCode;
    }

    private SnapshotOptions Read(ParseResult given)
    {
        TimeSpan? interval = given.ReadValue(_every, text => DurationText.Parse("time between snapshots", text));
        TimeSpan[] times = [.. (given.GetValue(_at) ?? []).Select(text => DurationText.ParseMoment("time of a snapshot", text))];
        long? count = given.ReadValue(_count, text => NumberText.Parse("number of snapshots", text, 1, long.MaxValue));
        if (count > 1 && interval is null && times.Length == 0)
        {
            throw new UsageException($"{_count.Name} {count} needs {_every.Name}, which says how often a picture is kept, or several of {_at.Name}");
        }

        TimeSpan? duration = given.ReadValue(_duration, text => DurationText.Parse("duration", text));
        if (Array.FindIndex(times, time => time >= duration) is >= 0 and var late)
        {
            throw new UsageException($"{_at.Name} {given.GetValue(_at)![late]} is not before {_duration.Name} {given.GetValue(_duration)}, which ends the pictures");
        }

        return new SnapshotOptions
        {
            Interval = interval,
            Times = times,
            MaxCount = count ?? (interval is null ? Math.Max(times.Length, 1) : null),
            MaxDuration = duration,
            Quality = given.ReadValue(_quality, text => (int)NumberText.Parse("quality of snapshots", text, 1, 100)) ?? Still.DefaultQuality,
            Overwrite = given.GetValue(_overwrite),
        };
    }

    private static string Json(SnapshotEventArgs saved) => CliJson.Line(
        new SnapshotEvent("snapshot", saved.Path, saved.Frame, saved.Timestamp / 1e9), CliJson.Readable.SnapshotEvent);

    private static int ExitCodeOf(VideoSource source, SnapshotTarget snapshots, bool wasSignalled, CommandOutput output)
    {
        if (source.Completion.Exception?.InnerException is { } failure)
        {
            output.Message(CommandOutput.OneLine(failure.Message));
            return ExitCode.Failed;
        }

        IReadOnlyList<TimeSpan> missed = wasSignalled ? [] : snapshots.MissedTimes;
        if (snapshots.SavedCount == 0 && snapshots.FailedCount == 0 && missed.Count == 0 && !wasSignalled)
        {
            output.Message("the source ended before the first picture that was asked for");
            return ExitCode.Failed;
        }

        foreach (TimeSpan time in missed)
        {
            output.Message(Units.NoSnapshot(time, "the source"));
        }

        return snapshots.FailedCount + missed.Count > 0 ? ExitCode.Failed
            : wasSignalled ? ExitCode.Interrupted
            : snapshots.Pictures.Dropped > 0 ? ExitCode.Dropped
            : ExitCode.Done;
    }
}
