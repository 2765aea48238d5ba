using OrleansOps.Agents;
using OrleansOps.Http;

namespace OrleansOps.Operators.Agents;

/// <summary>What a join token for a host that is known must be like.</summary>
internal static class JoinRules
{
    public static Refusal? Again(Api.CreateJoinToken token, AgentView agent)
    {
        if (agent.ConnectedAt is null)
        {
            return new Refusal(
                Api.ProblemCodes.NeverConnected, "This host was never connected.",
                "Its name is free: enrol it with a token that is for no host.")
            { Field = "agent" };
        }

        return token.Uses is > 1 ? Refusal.Bad(Api.ProblemCodes.OutOfRange, "uses", "'uses' must be 1 where 'agent' is given.")
            : token.Labels is { Count: > 0 } ? Refusal.Bad(Api.ProblemCodes.NotTogether, "labels", "A host that is known keeps its labels: leave 'labels' out where 'agent' is given.")
            : token.TrustHostLabels is true ? Refusal.Bad(Api.ProblemCodes.NotTogether, "trustHostLabels", "A host that is known keeps its labels: leave 'trustHostLabels' out where 'agent' is given.")
            : null;
    }
}
