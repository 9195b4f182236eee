using System.Text.Json;
using System.Text.Json.Serialization;

namespace GiftGrab.Cli;

/// <summary>The file in which a user keeps presets, and what holds for each source.</summary>
/// <param name="Presets">By name: what <c>giftgrab record NAME</c> records.</param>
/// <param name="Sources">By address: options that hold whenever this source is recorded.</param>
internal sealed record PresetFile(
    IReadOnlyDictionary<string, Preset>? Presets = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>>? Sources = null)
{
    /// <summary>Where the file is looked for, for people.</summary>
    public const string UsualPlace = "~/.config/giftgrab/config.json";

    /// <summary>Where the file is looked for: <c>giftgrab/config.json</c> in the user's folder of settings.</summary>
    public static string UsualPath => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
        "giftgrab",
        "config.json");

    /// <summary>Reads the file.</summary>
    /// <param name="asked">The file that was asked for; <see langword="null"/>: the usual one, which may be missing.</param>
    /// <exception cref="UsageException">It cannot be read, or is something else.</exception>
    public static PresetFile Read(string? asked)
    {
        string path = asked ?? UsualPath;
        if (asked is null && !File.Exists(path))
        {
            return new PresetFile();
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, PresetJson.Default.PresetFile) ?? throw new UsageException($"{path} is no file of presets: it is empty");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path} is no file of presets: {CommandOutput.OneLine(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message.TrimEnd('.')}", exception);
        }
    }
}

/// <summary>What one word stands for.</summary>
/// <param name="Source">The source's address.</param>
/// <param name="Outputs">The files, which may have fields such as <c>{date}</c>.</param>
/// <param name="Options">Options of <c>record</c> without their dashes: text, numbers, true, or lists of them.</param>
/// <param name="Description">For people.</param>
internal sealed record Preset(
    string Source, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, JsonElement>? Options = null, string? Description = null);

/// <summary>The shape of the file of presets: what is not known in it is an error, not a wish that nobody hears.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(PresetFile))]
internal sealed partial class PresetJson : JsonSerializerContext;
