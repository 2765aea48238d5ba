namespace OrleansOps.Protocol;

/// <summary>An agent introduces itself.</summary>
/// <param name="ProtocolVersion">What it speaks.</param>
/// <param name="AgentVersion">Version of the agent's program.</param>
/// <param name="Slots">How many tasks it runs at once, 1 to 1,000.</param>
/// <param name="Facts">The host it runs on.</param>
/// <param name="Tasks">Every task in its journal: what it runs and what it still has to settle.</param>
/// <param name="Instance">Chosen anew by each process: tells a reconnect from a second process. At most 64 characters; null from older agents.</param>
/// <param name="Installation">
/// Stays the same when the agent or its host restarts, and is another where its data directory was copied. At most 64 characters; null where
/// that cannot be told.
/// </param>
/// <param name="Minor">The newest orders that it knows (<see cref="Protocol.ProtocolVersion.Minor"/>); 0 from older agents.</param>
public sealed record Hello(
    int ProtocolVersion,
    string AgentVersion,
    int Slots,
    HostFacts Facts,
    IReadOnlyList<HeldTask> Tasks,
    string? Instance = null,
    string? Installation = null,
    int Minor = 0);
