namespace OrleansOps.Health;

/// <summary>The processes that were heard of.</summary>
/// <param name="Gateways">Those that are gone, too, for a while.</param>
/// <param name="Silos">Those that were heard of lately.</param>
[GenerateSerializer, Immutable, Alias("ops.ProcessList")]
public sealed record ProcessList([property: Id(0)] IReadOnlyList<SeenGateway> Gateways, [property: Id(1)] IReadOnlyList<SiloReport> Silos)
{
    public static readonly ProcessList Empty = new([], []);
}
