using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>What comes out of a target, as the host sees it: parts, further files, and files of a ring, by their paths.</summary>
/// <param name="target">Encodes; <see langword="null"/>: a recorder does, whose files come and go.</param>
internal sealed class ExportedOutputs(VideoTarget? target)
{
    private readonly Dictionary<string, FileOutput> _further = [];
    private readonly Dictionary<string, RingRecording> _saved = [];

    /// <summary>The paths of all files until now, a JSON array.</summary>
    public string Files
    {
        get
        {
            VideoTarget own = Target;
            lock (_further)
            {
                string[] files =
                [
                    .. own.Parts.Count > 0 ? own.Parts.Select(part => part.Path) : own.Path is { } path ? [path] : [],
                    .. _further.Keys,
                    .. _saved.Keys,
                ];
                return CliJson.Line<IReadOnlyList<string>>(files, CliJson.Readable.IReadOnlyListString);
            }
        }
    }

    private VideoTarget Target => target ?? throw new VideoTargetException("A recorder begins and ends its files by its commands; a file writer takes this.");

    private PacketRing Ring => Target.Ring ?? throw new VideoTargetException("A file writer keeps no past to save; a ring does.");

    /// <summary>Goes on in a new file with the next picture.</summary>
    /// <exception cref="VideoTargetException">The target is not split.</exception>
    public void Split() => _ = Target.SplitAsync().ContinueWith(split => split.Exception, TaskScheduler.Default);

    /// <summary>Adds a file.</summary>
    /// <exception cref="VideoTargetException">It is added already, or cannot be written.</exception>
    public void Add(string path)
    {
        lock (_further)
        {
            if (_further.ContainsKey(path))
            {
                throw new VideoTargetException($"{path} is written already; remove it first, or choose another name.");
            }

            var output = new FileOutput(path, null, new FileOutputOptions { Overwrite = true });
            try
            {
                Target.Attach(output);
            }
            catch
            {
                output.Dispose();
                throw;
            }

            _further[path] = output;
        }
    }

    /// <summary>Has a file that was added end with the pictures that came until now. Returns at once.</summary>
    /// <exception cref="VideoTargetException">It was not added, or writing has failed.</exception>
    public void Remove(string path)
    {
        FileOutput? output;
        lock (_further)
        {
            if (!_further.Remove(path, out output))
            {
                throw new VideoTargetException(
                    $"{path} is not written; {(_further.Count == 0 ? "no further file is" : $"those that are: {string.Join(", ", _further.Keys)}")}.");
            }
        }

        Target.Detach(output);
        if (output.Completion.Exception?.InnerException is { } failure)
        {
            throw new VideoTargetException(failure.Message, failure);
        }
    }

    /// <summary>Begins a file of the ring.</summary>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public void Save(string path, RingSaveOptions options)
    {
        RingRecording saved = Ring.Save(path, options);
        lock (_further)
        {
            _saved[path] = saved;
        }
    }

    /// <summary>A file of the ring.</summary>
    /// <exception cref="VideoTargetException">There is none of that path.</exception>
    public RingRecording Saved(string path)
    {
        lock (_further)
        {
            return _saved.GetValueOrDefault(path) ?? throw new VideoTargetException($"{path} was not saved of this ring.");
        }
    }
}
