namespace OrleansOps.Secrets;

/// <summary>One page of a list, by name.</summary>
[GenerateSerializer, Immutable, Alias("ops.SecretPage")]
public sealed record SecretPage([property: Id(0)] IReadOnlyList<SecretView> Items, [property: Id(1)] string? NextCursor);
