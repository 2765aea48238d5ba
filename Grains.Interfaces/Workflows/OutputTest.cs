namespace OrleansOps.Workflows;

/// <summary>A comparison of what an earlier step has put out.</summary>
/// <param name="Output">What is compared.</param>
/// <param name="Value">With what.</param>
/// <param name="IsNot">It holds where they are not the same; otherwise where they are.</param>
[GenerateSerializer, Immutable, Alias("ops.OutputTest")]
public sealed record OutputTest([property: Id(0)] OutputOfStep Output, [property: Id(1)] string Value, [property: Id(2)] bool IsNot);
