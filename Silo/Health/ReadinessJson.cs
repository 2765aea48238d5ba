using System.Text.Json.Serialization;

namespace OrleansOps.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class ReadinessJson : JsonSerializerContext;
