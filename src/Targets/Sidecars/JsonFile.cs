using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GiftGrab;

/// <summary>Reads and writes the JSON files that stand beside recordings.</summary>
internal static class JsonFile
{
    /// <param name="path">Of the file.</param>
    /// <param name="what">What it should be, for messages.</param>
    /// <param name="type">How it is read.</param>
    /// <exception cref="GiftGrabException">It cannot be read, or is something else.</exception>
    public static T Read<T>(string path, string what, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, type) ?? throw new GiftGrabException($"{path} is no {what}: it is empty.");
        }
        catch (JsonException exception)
        {
            throw new GiftGrabException(
                $"{path} is no {what}: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} is not JSON, or not what a {what} holds.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GiftGrabException($"{path} cannot be read: {IOErrors.Describe(exception)}.", exception);
        }
    }

    /// <summary>Writes a file in one step: whoever reads it reads all of it.</summary>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public static void Write<T>(string path, T content, JsonTypeInfo<T> type, bool overwrite, UnixFileMode? fileMode)
    {
        using var target = OutputPath.Claim(path, overwrite);
        Write(target, content, type, fileMode);
    }

    /// <summary>Writes a file whose name was claimed before, in one step.</summary>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public static void Write<T>(OutputPath target, T content, JsonTypeInfo<T> type, UnixFileMode? fileMode) =>
        target.WriteWhole("writing", fileMode, file => JsonSerializer.Serialize(file, content, type));
}
