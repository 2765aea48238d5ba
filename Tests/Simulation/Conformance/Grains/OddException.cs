namespace OrleansOps.Simulation.Conformance;

[GenerateSerializer, Alias("conformance.OddException")]
public sealed class OddException(string message, int number) : Exception(message)
{
    [Id(0)]
    public int Number { get; } = number;
}
