namespace OrleansOps.Tasks;

/// <summary>Whose a task's processes are, where they are not the agent's own user's.</summary>
[GenerateSerializer, Immutable, Alias("ops.RunAs")]
public sealed record RunAs(
    [property: Id(0)] string User, [property: Id(1)] string? Group = null, [property: Id(2)] IReadOnlyList<string>? Groups = null, [property: Id(3)] bool Login = false);
