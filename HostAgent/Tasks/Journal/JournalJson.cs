using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>How entries lie on disk. Unknown members are ignored, so an older agent can read a newer one's journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
