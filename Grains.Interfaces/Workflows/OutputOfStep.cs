namespace OrleansOps.Workflows;

/// <summary>What an earlier step has put out under a name.</summary>
/// <param name="Step">Place of the step, from 0.</param>
/// <param name="Name">Name of the output.</param>
/// <param name="Default">What it is where no host has set it; null: it must be set.</param>
[GenerateSerializer, Immutable, Alias("ops.OutputOfStep")]
public sealed record OutputOfStep([property: Id(0)] int Step, [property: Id(1)] string Name, [property: Id(2)] string? Default);
