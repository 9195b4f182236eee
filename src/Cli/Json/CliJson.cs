using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GiftGrab.Cli;

/// <summary>The JSON that the command prints; its shapes are promises to scripts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(MediaFact))]
[JsonSerializable(typeof(DevicesFact))]
[JsonSerializable(typeof(DoctorFact))]
[JsonSerializable(typeof(PresetsFact))]
[JsonSerializable(typeof(StartedEvent))]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(SnapshotEvent))]
[JsonSerializable(typeof(OutputFailedEvent))]
[JsonSerializable(typeof(SourceStateEvent))]
[JsonSerializable(typeof(FirstFramesEvent))]
[JsonSerializable(typeof(WarningEvent))]
[JsonSerializable(typeof(FinishedEvent))]
[JsonSerializable(typeof(SoundStartedEvent))]
[JsonSerializable(typeof(SoundProgressEvent))]
[JsonSerializable(typeof(SoundFinishedEvent))]
[JsonSerializable(typeof(ErrorEvent))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(TsyncFact))]
[JsonSerializable(typeof(VerifyFact))]
[JsonSerializable(typeof(QueueFact))]
[JsonSerializable(typeof(DeferredEvent))]
[JsonSerializable(typeof(RepairFact))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    private static CliJson? _readable;

    /// <summary>Names of files in their own letters rather than as escapes: this is no HTML.</summary>
    public static CliJson Readable => _readable ??= new CliJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Line<T>(T value, JsonTypeInfo<T> shape) => JsonSerializer.Serialize(value, shape);
}
