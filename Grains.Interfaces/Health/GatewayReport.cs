namespace OrleansOps.Health;

/// <summary>What a gateway says of itself.</summary>
/// <param name="Name">As it is called in the settings, or machine and process.</param>
/// <param name="Connections">Agents that are connected to it.</param>
/// <param name="Followers">Readers of live streams.</param>
/// <param name="Since">When it started.</param>
/// <param name="MemoryBytes">Memory of its process.</param>
/// <param name="MessagesPerSecond">What its agents say to it.</param>
[GenerateSerializer, Immutable, Alias("ops.GatewayReport")]
public sealed record GatewayReport(
    [property: Id(0)] string Name,
    [property: Id(1)] string Version,
    [property: Id(2)] int Connections,
    [property: Id(3)] int Followers,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] long MemoryBytes,
    [property: Id(6)] double MessagesPerSecond);
