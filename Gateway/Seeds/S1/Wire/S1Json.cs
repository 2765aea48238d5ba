using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>JSON as S1 writes it. What is not known is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 16)]
[JsonSerializable(typeof(S1Message))]
[JsonSerializable(typeof(S1Heartbeat))]
[JsonSerializable(typeof(S1Registration))]
[JsonSerializable(typeof(S1Registered))]
[JsonSerializable(typeof(S1Refusal))]
internal sealed partial class S1Json : JsonSerializerContext;
