using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Source-generated JSON of what a transfer is told. Unknown fields are ignored: the agent that tells it may be newer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TransferSpec))]
[JsonSerializable(typeof(UploadWanted))]
[JsonSerializable(typeof(UploadState))]
[JsonSerializable(typeof(UploadProblem))]
[JsonSerializable(typeof(IReadOnlyList<Protocol.TaskArtifact>))]
internal sealed partial class TransferJson : JsonSerializerContext;
