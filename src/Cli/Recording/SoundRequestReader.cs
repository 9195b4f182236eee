using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The request of a recording of sound alone, from the options of any recording.</summary>
internal sealed class SoundRequestReader(SourceChoices source, LiveChoices live, SoundChoices sound, FileChoices file, DeliveryChoices delivery, ReportChoices report, PlannedOptions planned)
{
    /// <summary>Whether a command line asks for sound alone: its source gives nothing else, or its outputs hold nothing else.</summary>
    /// <exception cref="UsageException">Some of the outputs hold sound alone, and some hold pictures.</exception>
    public bool Applies(ParseResult given, string address, IReadOnlyList<string> outputs)
    {
        if (AudioSourceFactory.IsDevice(address))
        {
            return true;
        }

        string[] alone = [.. outputs.Where((path, i) => Containers.IsForSound(ContainerOf(new PerOutput(given, i, outputs.Count), path)))];
        return alone.Length == 0 ? false
            : alone.Length == outputs.Count ? true
            : throw new UsageException($"{alone[0]} holds sound alone and {outputs.First(path => !alone.Contains(path))} pictures, too; allowed is one kind in a recording");
    }

    /// <param name="given">The command line.</param>
    /// <param name="address">The address of the source.</param>
    /// <param name="outputs">The outputs' paths, at least one.</param>
    /// <param name="others">The options of all recordings.</param>
    /// <param name="mustEnd">Whether a source that never ends by itself is refused where nothing else ends it.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    /// <exception cref="VideoTargetException">An output's name says no container, or the container keeps no such codec.</exception>
    public SoundRequest Read(ParseResult given, string address, IReadOnlyList<string> outputs, IEnumerable<Option> others, bool mustEnd)
    {
        RequireNone(given, others);
        OutputPaths.RequireDistinct(address, sound: null, file.Written(given, outputs));
        TimeSpan? duration = source.ReadDuration(given);
        SoundOutputRequest[] requests = [.. outputs.Select((path, i) => ReadOutput(new PerOutput(given, i, outputs.Count), address, path, duration))];
        return new SoundRequest(address, source.ReadPace(given, address), live.ReadFor(given, address), mustEnd && duration is null, requests, report.Read(given));
    }

    // No option is ignored in silence.
    private void RequireNone(ParseResult given, IEnumerable<Option> others)
    {
        Option[] ours =
        [
            source.Duration, source.Until, source.Pace, live.Connect, live.Idle, live.Stall, live.Reconnect, .. sound.Section.Options.Except([sound.Source, sound.Offset]), file.Container, file.Overwrite,
            file.Title, file.Metadata, file.FileMode, file.MinimumFree, .. delivery.Section.Options, .. report.Section.Options,
        ];
        Option? other = others.Except(ours).FirstOrDefault(option => given.GetResult(option) is { Implicit: false });
        if (other is not null)
        {
            throw new UsageException($"{other.Name} is for recordings with pictures, and this one is of sound alone");
        }
    }

    private SoundOutputRequest ReadOutput(PerOutput output, string address, string path, TimeSpan? duration)
    {
        Container container = ContainerOf(output, path);
        if (Containers.DefaultAudio(container) is null)
        {
            throw new UsageException($"{path} cannot hold sound; wav, m4a, aac, flac and ogg hold sound alone");
        }

        AudioCodec? codec = sound.ReadCodec(output);
        if (codec is { } asked)
        {
            Containers.RequireLegal(container, asked, path);
        }

        (int? capacity, QueueFullPolicy? whenFull) = delivery.Read(output.Given);
        return new SoundOutputRequest(
            path,
            new AudioTargetOptions
            {
                Codec = codec,
                Audio = sound.Read(output),
                Container = container,
                File = file.Read(output),
                MaxDuration = duration,
                UntilSilence = sound.ReadSilence(output.Given, duration),
                WhenFull = whenFull,
            },
            capacity,
            output.Given.GetValue(report.ShowPlan) ? new PlannedCommand(output, address, path, planned, rateIsOpen: false) : null);
    }

    private Container ContainerOf(PerOutput output, string path) => output.Value(file.Container, Containers.Parse) ?? Containers.FromPath(path);
}
