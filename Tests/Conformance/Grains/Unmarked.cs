namespace OrleansOps.Conformance;

/// <summary>No serializer knows it.</summary>
public sealed class Unmarked
{
    public int Number { get; set; }
}
