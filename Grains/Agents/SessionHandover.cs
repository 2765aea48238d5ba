namespace OrleansOps.Agents;

/// <summary>An open session on its way to another silo. The socket stays where it is: only the grain moves.</summary>
/// <param name="Silence">How long nothing was heard.</param>
/// <param name="Pause">How long no work is to be sent.</param>
/// <param name="Named">What the agent said it holds when it began; null: that is not known.</param>
[GenerateSerializer, Immutable, Alias("ops.SessionHandover")]
internal sealed record SessionHandover(
    [property: Id(0)] long Epoch,
    [property: Id(1)] IAgentConnection Connection,
    [property: Id(2)] int Slots,
    [property: Id(3)] string? Instance,
    [property: Id(4)] DateTimeOffset ConnectedAt,
    [property: Id(5)] DateTimeOffset LastSeenAt,
    [property: Id(6)] TimeSpan Silence,
    [property: Id(7)] HostLoad? Load,
    [property: Id(8)] TimeSpan Pause,
    [property: Id(9)] IReadOnlyList<string>? Named = null);
