namespace OrleansOps.Agents;

/// <summary>An agent's identity as given at its enrolment.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentRegistration")]
public sealed record AgentRegistration(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyDictionary<string, string> Labels);
