namespace OrleansOps.Access;

/// <summary>Whether an enrolment may go on, as which agent and with which labels.</summary>
[GenerateSerializer, Immutable, Alias("ops.EnrolGrant")]
public sealed record EnrolGrant(
    [property: Id(0)] TokenStatus Status,
    [property: Id(1)] string? AgentId,
    [property: Id(2)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(3)] bool TrustHostLabels = false);
