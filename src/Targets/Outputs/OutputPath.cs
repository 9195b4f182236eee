using System.Collections.Concurrent;

namespace GiftGrab;

/// <summary>The name of a file to write: checked before anything is written, and nobody else's meanwhile.</summary>
/// <remarks>Within the process a table keeps two recordings apart; between processes the system's lock on the open file does.
/// A name that is taken may be given over to the new file, which grows under another name beside it until then.</remarks>
internal sealed class OutputPath : IDisposable
{
    private static readonly ConcurrentDictionary<string, OutputPath> Claimed = new();
    private readonly bool _replaces;
    private string _current;

    private OutputPath(string name, string fullName, bool replaces)
    {
        Name = name;
        FullName = fullName;
        _replaces = replaces;
        _current = replaces ? Beside("recording") : fullName;
        IsDevice = DiskSpace.IsDevice(fullName);
    }

    /// <summary>As the caller wrote it, for messages.</summary>
    public string Name { get; }

    public string FullName { get; }

    public string Folder => Path.GetDirectoryName(FullName)!;

    /// <summary>Whether it is no file but a device, which takes bytes and keeps none.</summary>
    public bool IsDevice { get; }

    /// <summary>Takes the name.</summary>
    /// <exception cref="VideoTargetException">It cannot be had.</exception>
    public static OutputPath Claim(string path, bool overwrite)
    {
        string fullName = Resolve(path);
        if (Directory.Exists(fullName) || Path.EndsInDirectorySeparator(path))
        {
            throw Refused(path, "it is a folder; a file is needed");
        }

        RequireExisting(path, Path.GetDirectoryName(fullName)!);
        var claim = new OutputPath(path, fullName, File.Exists(fullName));
        if (!claim.IsDevice && !Claimed.TryAdd(fullName, claim))
        {
            throw Taken(path, "another recording writes it");
        }

        try
        {
            claim.RequireFree(overwrite);
            return claim;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Says now what would keep a file from being written later.</summary>
    /// <exception cref="VideoTargetException">The name cannot be had.</exception>
    public static void RequireWritable(string path, bool overwrite) => Claim(path, overwrite).Dispose();

    /// <summary>Whether something has the name: a file, a folder, a recording's sidecar, or a recording that is about to begin.</summary>
    public static bool IsTaken(string path) =>
        System.IO.Path.Exists(path) || File.Exists(Sidecar.PathFor(path)) || Claimed.ContainsKey(Resolve(path));

    /// <summary>Says now whether files can be made where a template puts them, as far as it names one folder.</summary>
    /// <exception cref="VideoTargetException">The folder is missing, or takes no files.</exception>
    public static void RequireFolder(FileNameTemplate template)
    {
        string folder = Resolve(template.Text, template.Folder);
        RequireExisting(template.Text, folder);
        if (template.HasOneFolder)
        {
            RequireTaking(template.Text, folder);
        }
    }

    /// <summary>Says now whether a file can be made where its path puts it.</summary>
    /// <exception cref="VideoTargetException">The folder takes no files.</exception>
    public void RequireFolder() => RequireTaking(Name, Folder);

    /// <summary>Creates a file of ours, or takes over what a killed process left under its name.</summary>
    public static FileStream CreateDraft(string path, UnixFileMode? mode)
    {
        if (File.Exists(path) && !IsLocked(path))
        {
            File.Delete(path);
        }

        return Create(path, mode);
    }

    /// <summary>Opens the file for writing and reading.</summary>
    /// <exception cref="VideoTargetException">The system refuses.</exception>
    public FileStream Open(UnixFileMode? mode)
    {
        try
        {
            return IsDevice ? new FileStream(FullName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
                : _replaces ? CreateDraft(_current, mode)
                : Create(_current, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw exception is IOException && File.Exists(_current) ? Taken(Name, "another recording writes it", exception) : NotCreated(Name, exception);
        }
    }

    /// <summary>Writes all of the file at once: whoever finds its name finds all of it, also after the power went.</summary>
    /// <param name="purpose">What the hidden file is called that it is until then.</param>
    /// <param name="mode">Who may read and write it; <see langword="null"/>: as is usual.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="VideoTargetException">It cannot be written; what had the name before has it still.</exception>
    public void WriteWhole(string purpose, UnixFileMode? mode, Action<FileStream> write)
    {
        string draft = Beside(purpose);
        bool isOurs = false;
        try
        {
            using (FileStream file = IsDevice ? Open(mode) : CreateDraft(draft, mode))
            {
                isOurs = !IsDevice;
                write(file);
                file.Flush(flushToDisk: isOurs);
            }

            if (isOurs)
            {
                File.Move(draft, FullName, _replaces);
            }
        }
        catch (Exception exception)
        {
            if (isOurs)
            {
                File.Delete(draft);
            }

            if (exception is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }

            throw !isOurs && File.Exists(draft)
                ? Taken(Name, "another program writes it", exception)
                : Refused(Name, IOErrors.Describe(exception), exception);
        }
    }

    /// <summary>Gives the file its name, in one step; what had it before is gone.</summary>
    public void Publish()
    {
        if (_current != FullName && !IsDevice)
        {
            File.Move(_current, FullName, overwrite: true);
            _current = FullName;
        }
    }

    /// <summary>Removes the file; a device stays.</summary>
    public void Delete()
    {
        if (!IsDevice)
        {
            File.Delete(_current);
        }
    }

    /// <summary>A hidden name in the same folder.</summary>
    public string Beside(string purpose) => Path.Combine(Folder, $".{Path.GetFileName(FullName)}.{purpose}");

    public void Dispose() => Claimed.TryRemove(new KeyValuePair<string, OutputPath>(FullName, this));

    private static string Resolve(string path) => Resolve(path, path);

    private static string Resolve(string name, string path)
    {
        try
        {
            return FileLinks.Resolve(path);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Refused(name, IOErrors.Describe(exception), exception);
        }
    }

    /// <summary>Shared for reading, so that a recording can be watched; locked all the same against who wants it alone.</summary>
    private static FileStream Create(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void RequireExisting(string name, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw name.Contains("://", StringComparison.Ordinal)
                ? Refused(Credentials.RedactAddress(name), "it is an address, and only files are written here")
                : Refused(name, File.Exists(folder) ? $"{folder} is a file and no folder" : $"the folder {folder} does not exist");
        }
    }

    private static void RequireTaking(string name, string folder)
    {
        try
        {
            // Only the attempt tells, for rights are not all that can be in the way.
            using var probe = new FileStream(
                Path.Combine(folder, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotCreated(name, exception);
        }
    }

    private static VideoTargetException NotCreated(string name, Exception cause) => Refused(
        name,
        cause switch
        {
            UnauthorizedAccessException => "there is no permission to write it",
            FileNotFoundException => "no file can be made in its folder",
            _ => IOErrors.Describe(cause),
        },
        cause);

    private static VideoTargetException Refused(string path, string reason, Exception? cause = null) => new(Sentence(path, reason), cause);

    private static VideoTargetException Taken(string path, string reason, Exception? cause = null) => new(Sentence(path, reason), cause) { TakenName = path };

    private static string Sentence(string path, string reason) => $"{path} cannot be written: {reason}.";

    private void RequireFree(bool overwrite)
    {
        if (IsDevice || !_replaces)
        {
            return;
        }

        if (!overwrite)
        {
            throw Taken(Name, IsUsed() ? "another recording writes it" : "it exists; choose another name, or have it overwritten (Overwrite, --overwrite)");
        }

        if (ReadMark.IsOn(FullName))
        {
            throw Refused(Name, "it is read here; choose another name");
        }

        try
        {
            if (IsLocked(FullName))
            {
                throw Refused(Name, "another program uses it");
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refused(Name, "there is no permission to write it", exception);
        }
    }

    private bool IsUsed()
    {
        try
        {
            return IsLocked(FullName);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
