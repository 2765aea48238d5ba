using OrleansOps.Tasks;

namespace OrleansOps.Access;

/// <summary>Which list names a token. Stored data depends on it: it never changes.</summary>
public static class TokenLists
{
    /// <summary>Admin and join tokens, which operators see.</summary>
    public const int Operators = 0;

    /// <summary>Lists from 0 to this one, without it.</summary>
    public const int Count = 1 + IDeadlineGrain.Shards;

    /// <summary>The revoked token of an agent, which is remembered for a while. Spread, because fleets can be large.</summary>
    public static int OfRemovedAgent(string agentId) => 1 + DeadlineShards.Of(agentId);
}
