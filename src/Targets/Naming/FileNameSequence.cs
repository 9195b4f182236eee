namespace GiftGrab;

/// <summary>Names the files of one recording after another: no name twice, and none of a file that exists.</summary>
/// <remarks>Numbers go on where a name is taken. One thread at a time.</remarks>
public sealed class FileNameSequence
{
    private readonly FileNameTemplate _template;
    private readonly TimeProvider _time;
    private readonly bool _overwrite;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private int _index;
    private int _section;
    private int _slice;

    /// <summary>Begins at the first number.</summary>
    /// <param name="template">How files are called.</param>
    /// <param name="source">The source's name, for <c>{source}</c>.</param>
    /// <param name="overwrite">Whether files that exist, and are not of this sequence, may be replaced.</param>
    /// <param name="time">The clock, for <c>{date}</c> and <c>{time}</c>; <see langword="null"/>: the system's.</param>
    public FileNameSequence(FileNameTemplate template, string source, bool overwrite = false, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(source);
        _template = template;
        Source = source;
        _overwrite = overwrite;
        _time = time ?? TimeProvider.System;
        Values = new FileNameValues(source, _time.GetLocalNow(), 0);
    }

    /// <summary>What <c>{source}</c> stands for.</summary>
    internal string Source { get; }

    /// <summary>What the fields of the newest name stood for, for files that go with it.</summary>
    public FileNameValues Values { get; private set; }

    /// <summary>The name of a recording that has no parts.</summary>
    /// <returns>A path of its own; where the template has no <c>{index}</c>, always the one that it says.</returns>
    public string NextFile()
    {
        if (_template.NumbersFiles)
        {
            return Next(() => { });
        }

        Values = new FileNameValues(Source, _time.GetLocalNow());
        return _template.Expand(Values);
    }

    /// <summary>The name of the next part between a START and a STOP.</summary>
    /// <returns>A path of its own.</returns>
    public string NextSection()
    {
        _slice = 0;
        return Next(() => _section++);
    }

    /// <summary>The name of the next piece of a recording that is split, or of its present part.</summary>
    /// <returns>A path of its own.</returns>
    public string NextSlice() => Next(() => _slice++);

    /// <summary>Makes a file under the next name; where somebody else takes that first, under the one after it.</summary>
    /// <param name="next">Gives the next name, such as <see cref="NextSection"/>.</param>
    /// <param name="create">Makes the file of a name, or throws.</param>
    /// <returns>The name that it has.</returns>
    /// <exception cref="VideoTargetException">The file cannot be made, whatever its number.</exception>
    public string Create(Func<string> next, Action<string> create)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(create);
        string path = next();
        while (true)
        {
            try
            {
                create(path);
                return path;
            }
            catch (VideoTargetException taken) when (taken.TakenName == path || taken.TakenName == Sidecar.PathFor(path))
            {
                string other = next();
                if (other == path)
                {
                    throw;
                }

                path = other;
            }
        }
    }

    /// <summary>As <see cref="Create"/>, of what is more than a file.</summary>
    /// <returns>What was made.</returns>
    internal T Make<T>(Func<string> next, Func<string, T> make)
    {
        T? made = default;
        Create(next, path => made = make(path));
        return made!;
    }

    private string Next(Action count)
    {
        DateTimeOffset begin = _time.GetLocalNow();
        while (true)
        {
            count();
            _index++;
            Values = new FileNameValues(Source, begin, _index, _section, _slice);
            string path = _template.Expand(Values);
            if (!_given.Contains(Path.GetFullPath(path)) && (_overwrite || !OutputPath.IsTaken(path)))
            {
                _given.Add(Path.GetFullPath(path));
                return path;
            }
        }
    }
}
