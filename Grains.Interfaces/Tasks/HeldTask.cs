namespace OrleansOps.Tasks;

/// <summary>A task that an agent says it holds in its journal.</summary>
[GenerateSerializer, Immutable, Alias("ops.HeldTask")]
public sealed record HeldTask(
    [property: Id(0)] string TaskId,
    [property: Id(1)] int Attempt,
    [property: Id(2)] bool Ended);
