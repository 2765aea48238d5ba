namespace OrleansOps.Conformance;

/// <summary>Two references that may lead to one object, and one that may lead back.</summary>
[GenerateSerializer, Alias("conformance.Pair")]
public sealed class Pair
{
    [Id(0)]
    public List<int>? First { get; set; }

    [Id(1)]
    public List<int>? Second { get; set; }

    [Id(2)]
    public Pair? Self { get; set; }

    [field: NonSerialized]
    public int NotAMember { get; set; }
}
