using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S2.Wire;

/// <summary>JSON as S2 and its control plane write it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(S2Task))]
[JsonSerializable(typeof(IReadOnlyList<S2Task?>))]
[JsonSerializable(typeof(S2Dispatched))]
[JsonSerializable(typeof(S2DispatchedBatch))]
[JsonSerializable(typeof(S2CancelBatch))]
[JsonSerializable(typeof(S2Cancelled))]
[JsonSerializable(typeof(S2CancelledBatch))]
[JsonSerializable(typeof(S2Agents))]
[JsonSerializable(typeof(S2AgentDetail))]
[JsonSerializable(typeof(S2Figures))]
[JsonSerializable(typeof(S2Control))]
[JsonSerializable(typeof(S2Upgrade))]
[JsonSerializable(typeof(S2Refusal))]
internal sealed partial class S2Json : JsonSerializerContext;
