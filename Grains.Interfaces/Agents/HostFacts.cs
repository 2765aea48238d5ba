namespace OrleansOps.Agents;

/// <summary>What does not change while the agent runs.</summary>
/// <param name="Only">What alone it runs, by its own settings; null: anything.</param>
/// <param name="Commands">Names of the commands that it offers.</param>
[GenerateSerializer, Immutable, Alias("ops.HostFacts")]
public sealed record HostFacts(
    [property: Id(0)] string HostName,
    [property: Id(1)] string Os,
    [property: Id(2)] string Kernel,
    [property: Id(3)] string Architecture,
    [property: Id(4)] int Cpus,
    [property: Id(5)] long MemoryBytes,
    [property: Id(6)] DateTimeOffset BootedAt,
    [property: Id(7)] IReadOnlyList<string> Addresses,
    [property: Id(8)] IReadOnlyList<string>? Only = null,
    [property: Id(9)] IReadOnlyList<string>? Commands = null);
