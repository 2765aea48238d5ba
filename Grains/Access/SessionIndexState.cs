namespace OrleansOps.Access;

/// <summary>Ids of the browsers' sessions, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("ops.SessionIndexState")]
internal sealed record SessionIndexState
{
    [Id(0)] public IReadOnlyList<string> Ids { get; init; } = [];
}
