using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Installing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(InstalledParts))]
internal sealed partial class InstalledJson : JsonSerializerContext;
