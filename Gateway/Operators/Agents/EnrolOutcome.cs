using OrleansOps.Access;
using OrleansOps.Http;

namespace OrleansOps.Operators.Agents;

/// <summary>What became of an enrolment: the agent's token, or why there is none.</summary>
internal sealed record EnrolOutcome(string? AgentId, string? Name, AccessToken? Token, Refusal? Refusal)
{
    public static EnrolOutcome Refused(TokenStatus status) => new(null, null, null, AccessRefusals.For(new TokenVerdict(status, null)));
}
