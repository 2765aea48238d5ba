namespace OrleansOps.Tasks;

/// <summary>One attempt of a task, on its way to the agent's socket.</summary>
/// <param name="StoredSecrets">Variable and sealed value of each stored secret that it names.</param>
/// <param name="Again">The order of the attempt before it was sent and not answered: it may have arrived.</param>
[GenerateSerializer, Immutable, Alias("ops.DispatchOrder")]
public sealed record DispatchOrder(
    [property: Id(0)] string TaskId,
    [property: Id(1)] int Attempt,
    [property: Id(2)] TaskSpec Spec,
    [property: Id(3)] bool Again = false,
    [property: Id(4)] IReadOnlyDictionary<string, byte[]>? StoredSecrets = null);
