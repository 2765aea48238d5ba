using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>What an agent says of itself when it introduces itself.</summary>
/// <param name="Instance">Names this process.</param>
/// <param name="Installation">Names its data directory, and is another for a copy of that; null where that cannot be told.</param>
internal sealed record HostIdentity(string AgentVersion, int Slots, HostFacts Facts, string Instance, string? Installation);
