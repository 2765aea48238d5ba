namespace OrleansOps.Protocol;

/// <summary>An agent introduces itself.</summary>
/// <param name="ProtocolVersion">What it speaks.</param>
/// <param name="AgentVersion">Version of the agent's program.</param>
/// <param name="Slots">How many tasks it runs at once, 1 to 1,000.</param>
/// <param name="Facts">The host it runs on.</param>
/// <param name="Tasks">Every task in its journal: what it runs and what it still has to settle.</param>
public sealed record Hello(int ProtocolVersion, string AgentVersion, int Slots, HostFacts Facts, IReadOnlyList<HeldTask> Tasks);
