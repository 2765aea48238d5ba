namespace OrleansOps.Agents;

/// <summary>An agent's identity as given at its enrolment.</summary>
/// <param name="Labels">Given by operators: hosts are found by them.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentRegistration")]
public sealed record AgentRegistration(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>What the host says of itself: shown, and no more.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> HostLabels { get; init; } = new Dictionary<string, string>();
}
