using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Agents;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
