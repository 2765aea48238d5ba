namespace OrleansOps.Simulation.Conformance;

[GenerateSerializer, Alias("conformance.StoredState")]
public sealed class StoredState
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public List<string> Words { get; set; } = [];
}
