using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Agents;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(SessionNote))]
[JsonSerializable(typeof(AgentStatus))]
internal sealed partial class SessionJson : JsonSerializerContext;
