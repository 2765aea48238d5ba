using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>An agent opens a session.</summary>
/// <param name="Instance">Names its process; null if it does not say.</param>
/// <param name="Installation">Names its data directory, and is another for a copy of that; null if it does not say.</param>
/// <param name="HeldUnsaid">It cannot say what it holds: whatever it may have been given, and has not ended, counts as held.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentHello")]
public sealed record AgentHello(
    [property: Id(0)] int Protocol,
    [property: Id(1)] string Version,
    [property: Id(2)] int Slots,
    [property: Id(3)] HostFacts Facts,
    [property: Id(4)] IReadOnlyList<HeldTask> Held,
    [property: Id(5)] string? Instance = null,
    [property: Id(6)] string? Installation = null,
    [property: Id(7)] bool HeldUnsaid = false);
