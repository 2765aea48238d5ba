namespace OrleansOps.Tasks;

/// <summary>One attempt of a task, on its way to the agent's socket.</summary>
[GenerateSerializer, Immutable, Alias("ops.DispatchOrder")]
public sealed record DispatchOrder(
    [property: Id(0)] string TaskId,
    [property: Id(1)] int Attempt,
    [property: Id(2)] TaskSpec Spec);
