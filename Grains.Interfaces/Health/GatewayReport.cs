namespace OrleansOps.Health;

/// <summary>What a gateway says of itself.</summary>
/// <param name="Name">Machine and process.</param>
/// <param name="Connections">Agents that are connected to it.</param>
/// <param name="Followers">Readers of live streams.</param>
/// <param name="Since">When it started.</param>
[GenerateSerializer, Immutable, Alias("ops.GatewayReport")]
public sealed record GatewayReport(
    [property: Id(0)] string Name,
    [property: Id(1)] string Version,
    [property: Id(2)] int Connections,
    [property: Id(3)] int Followers,
    [property: Id(4)] DateTimeOffset Since)
{
    /// <summary>How often a gateway says that it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
}
