using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>An agent opens a session.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentHello")]
public sealed record AgentHello(
    [property: Id(0)] int Protocol,
    [property: Id(1)] string Version,
    [property: Id(2)] int Slots,
    [property: Id(3)] HostFacts Facts,
    [property: Id(4)] IReadOnlyList<HeldTask> Held);
