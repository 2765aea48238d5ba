using OrleansOps.Protocol;

namespace OrleansOps.Agents;

/// <summary>What an agent says of itself when it introduces itself.</summary>
internal sealed record HostIdentity(string AgentVersion, int Slots, HostFacts Facts);
