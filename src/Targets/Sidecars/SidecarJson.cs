using System.Text.Json.Serialization;

namespace GiftGrab;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(Sidecar))]
[JsonSerializable(typeof(RecordingManifest))]
internal sealed partial class SidecarJson : JsonSerializerContext;
