namespace OrleansOps.Tasks;

/// <summary>A task that an agent says it holds in its journal.</summary>
/// <param name="Unsaid">It does not say so, nor that it does not: it cannot tell what it holds.</param>
[GenerateSerializer, Immutable, Alias("ops.HeldTask")]
public sealed record HeldTask(
    [property: Id(0)] string TaskId,
    [property: Id(1)] int Attempt,
    [property: Id(2)] bool Ended,
    [property: Id(3)] bool Unsaid = false);
