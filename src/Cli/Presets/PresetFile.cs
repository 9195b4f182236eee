using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>The file in which a user keeps presets, and what holds for each source.</summary>
internal sealed class PresetFile
{
    /// <summary>Where the file is looked for, for people.</summary>
    public const string UsualPlace = "~/.config/giftgrab/config.json";

    /// <summary>Larger than anybody writes: what goes on behind it is no file of presets, and may have no end.</summary>
    private const int MostBytes = 1_000_000;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _path;
    private readonly IReadOnlyDictionary<string, JsonElement> _presets;
    private readonly IReadOnlyDictionary<string, JsonElement> _sources;

    private PresetFile(string path, IReadOnlyDictionary<string, JsonElement> presets, IReadOnlyDictionary<string, JsonElement> sources)
    {
        _path = path;
        _presets = presets;
        _sources = sources;
    }

    /// <summary>Where the file is looked for: <c>giftgrab/config.json</c> in the user's folder of settings.</summary>
    public static string UsualPath => Path.Combine(UserFolders.Settings, "giftgrab", "config.json");

    /// <summary>The names of the presets, in the order of the file. One may be unusable, which is no matter of the others.</summary>
    public IEnumerable<string> Names => _presets.Keys;

    /// <summary>Reads the file.</summary>
    /// <param name="asked">The file that was asked for; <see langword="null"/>: the usual one, which may be missing.</param>
    /// <exception cref="UsageException">It cannot be read, or is something else.</exception>
    public static PresetFile Read(string? asked)
    {
        string path = asked ?? UsualPath;
        var none = new Dictionary<string, JsonElement>();
        if (asked is not null)
        {
            InputFile.Require(asked);

            // What is recorded by its words must not replace them.
            _ = new ReadMark(asked);
        }
        else if (!File.Exists(path))
        {
            return new PresetFile(path, none, none);
        }

        try
        {
            using var document = JsonDocument.Parse(Read(path, MostBytes), Lenient);
            var members = JsonShape.Members(document.RootElement.Clone(), "it", "presets", "sources");
            return new PresetFile(path, Member(members, "presets"), Member(members, "sources"));
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path} is no file of presets: line {exception.LineNumber + 1} is no JSON", exception);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{path} is no file of presets: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {IOErrors.Describe(exception)}", exception);
        }
    }

    /// <summary>A preset; <see langword="null"/>: there is none of this name.</summary>
    /// <exception cref="UsageException">It is not usable.</exception>
    public Preset? Find(string name) =>
        _presets.TryGetValue(name, out JsonElement value) ? Named(() => Preset.Read(name, value)) : null;

    /// <summary>The options that hold for a source; <see langword="null"/>: none.</summary>
    /// <exception cref="UsageException">They are not usable.</exception>
    public IReadOnlyDictionary<string, JsonElement>? OptionsOf(string source) => _sources.TryGetValue(source, out JsonElement value)
        ? Named(() => JsonShape.Members(value, $"the source {Credentials.RedactAddress(source)}"))
        : null;

    /// <summary>Why a word that is no file either begins no recording.</summary>
    public string Unknown(string word) => _presets.Count == 0
        ? $"no preset is called \"{Credentials.RedactUnknown(word)}\", since {_path} {(File.Exists(_path) ? "names none" : "does not exist")}"
        : $"no preset of {_path} is called \"{Credentials.RedactUnknown(word)}\"; there are {string.Join(", ", Names)}";

    private static MemoryStream Read(string path, int most)
    {
        using FileStream file = File.OpenRead(path);
        var bytes = new byte[most];
        int length = file.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
        return length < most ? new MemoryStream(bytes, 0, length) : throw new FormatException("it is larger than 1 MB");
    }

    private static IReadOnlyDictionary<string, JsonElement> Member(IReadOnlyDictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out JsonElement value) ? JsonShape.Members(value, $"\"{name}\"") : new Dictionary<string, JsonElement>();

    private T Named<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{_path}: {exception.Message}", exception);
        }
    }
}
