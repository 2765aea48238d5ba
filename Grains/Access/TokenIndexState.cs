namespace OrleansOps.Access;

/// <summary>Ids of tokens, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("ops.TokenIndexState")]
internal sealed record TokenIndexState
{
    [Id(0)] public IReadOnlyList<string> Ids { get; init; } = [];
}
