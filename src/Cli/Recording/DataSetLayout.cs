using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Where the files of a data set go: a folder for each day and run, a name for each source, and what belongs to a recording beside it.</summary>
/// <remarks><c>FOLDER/2026-03-09/14-05-59/microscope.mkv</c>, <c>.mkv.json</c> and <c>.tsync</c>, and <c>manifest.json</c> over all. Sources of
/// one name, and runs of one second, are told apart by a number.</remarks>
internal sealed class DataSetLayout
{
    private readonly string _run;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Guid _collection = Guid.NewGuid();

    /// <param name="folder">Of all data sets; created where it is missing.</param>
    /// <param name="begin">When the run begins, local time.</param>
    /// <exception cref="UsageException">The folder has no name, or cannot be created.</exception>
    public DataSetLayout(string folder, DateTimeOffset begin)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new UsageException($"--dataset \"{folder}\" is empty; allowed is a folder, which is made where it is missing");
        }

        if (File.Exists(folder))
        {
            throw new UsageException($"--dataset {folder} is a file; allowed is a folder, which is made where it is missing");
        }

        string day = Path.Combine(folder, begin.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        string run = Path.Combine(day, begin.ToString("HH-mm-ss", CultureInfo.InvariantCulture));
        _run = run;
        for (int number = 2; Path.Exists(_run); number++)
        {
            _run = string.Create(CultureInfo.InvariantCulture, $"{run}_{number}");
        }

        try
        {
            Directory.CreateDirectory(_run);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The data set {_run} cannot be created: {ReasonOf(exception)}", exception);
        }
    }

    /// <summary>The recording of a source, as an output is given.</summary>
    /// <param name="source">The source's address.</param>
    /// <param name="extension">With its dot.</param>
    public string PathFor(string source, string extension)
    {
        string plain = NameOf(source);
        string name = plain;
        for (int number = 2; !_names.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{plain}_{number}");
        }

        return OutputNames.Escape(Path.Combine(_run, name + extension));
    }

    /// <summary>The request with what a data set holds beside each recording.</summary>
    public RecordingRequest Complete(RecordingRequest request) => request with
    {
        Manifest = request.Manifest ?? new ManifestRequest(Path.Combine(_run, "manifest.json"), false, request.Outputs[0].Options.File.FileMode),
        Outputs = [.. request.Outputs.Select(output => output with
        {
            Options = output.Options with
            {
                Sidecar = true,
                File = output.Options.File with
                {
                    TsyncFile = output.Options.File.TsyncFile ?? Path.ChangeExtension(output.Path, ".tsync"),
                    Collection = _collection,
                },
            },
        })],
    };

    /// <summary>Removes the folder of a run that never began.</summary>
    public void Abandon()
    {
        if (!Directory.EnumerateFileSystemEntries(_run).Any())
        {
            Directory.Delete(_run);
        }
    }

    /// <summary>What a source is called in a file's name: a file by its own, all else by its address without credentials.</summary>
    private static string NameOf(string source)
    {
        (string scheme, string target) = SourceAddress.Parse(source);
        string text = scheme == SourceAddress.File ? Path.GetFileNameWithoutExtension(target) : Host(Credentials.RedactAddress(source));
        string name = string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_')).Trim('_', '.');
        return name.Length > 0 ? name : "source";
    }

    // The system tells a folder that takes no others as one that is missing.
    private static string ReasonOf(Exception exception) =>
        exception is DirectoryNotFoundException ? "no folder can be made there" : IOErrors.Describe(exception);

    // What follows a question mark is for the server.
    private static string Host(string address) => address.Split('?')[0];
}
