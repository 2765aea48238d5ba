using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Who an agent is.</summary>
/// <param name="AgentId">Its id; orders for another one are refused.</param>
/// <param name="Host">What it says of its host.</param>
/// <param name="Random">Spreads its reconnects, and fleets over gateways.</param>
/// <param name="Sampler">Says how the host is doing.</param>
/// <param name="JournalKey">Seals secrets in its journal; <see cref="JournalSeal.KeyBytes"/> bytes.</param>
internal sealed record AgentSetup(string AgentId, HostIdentity Host, Random Random, IHostSampler Sampler, byte[] JournalKey)
{
    /// <summary>The user that its tasks are, all of them; null: it is root, and they can be anybody's.</summary>
    public string? OnlyUser { get; init; } = Environment.IsPrivilegedProcess ? null : Environment.UserName;

    /// <summary>What it lets be run.</summary>
    public HostPolicy Policy { get; init; } = HostPolicy.Anything;

    /// <summary>Whether it takes tasks into which somebody types.</summary>
    public bool IsTyped { get; init; } = true;

    /// <summary>How long it waits for a gateway while nothing runs, if it is for one task; null: it stays.</summary>
    public TimeSpan? OncePatience { get; init; }

    /// <summary>The traces of the tasks that it holds, for its log.</summary>
    public TaskTraces Traces { get; init; } = new();
}
