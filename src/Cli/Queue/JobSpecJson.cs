using System.Text.Json.Serialization;

namespace GiftGrab.Cli;

/// <summary>How a job is kept in the queue.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobSpec))]
internal sealed partial class JobSpecJson : JsonSerializerContext;
