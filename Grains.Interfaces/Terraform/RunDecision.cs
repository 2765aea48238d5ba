namespace OrleansOps.Terraform;

/// <summary>Somebody's word about a plan.</summary>
/// <param name="By">Name of his token.</param>
/// <param name="ById">Id of that token.</param>
/// <param name="Comment">Why; null: he did not say.</param>
/// <param name="At">When; the grain adds it.</param>
[GenerateSerializer, Immutable, Alias("ops.RunDecision")]
public sealed record RunDecision([property: Id(0)] string By, [property: Id(1)] string ById, [property: Id(2)] string? Comment, [property: Id(3)] DateTimeOffset At = default);
