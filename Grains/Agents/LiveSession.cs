namespace OrleansOps.Agents;

/// <summary>The connection that speaks for an agent now.</summary>
internal sealed class LiveSession(long epoch, IAgentConnection connection, int slots, DateTimeOffset now)
{
    public long Epoch { get; } = epoch;

    public IAgentConnection Connection { get; } = connection;

    /// <summary>How many tasks the agent runs at once.</summary>
    public int Slots { get; } = slots;

    public DateTimeOffset ConnectedAt { get; } = now;

    public DateTimeOffset LastSeenAt { get; set; } = now;

    public HostLoad? Load { get; set; }

    /// <summary>Both sides have compared what the agent holds: work may be sent.</summary>
    public bool Open { get; set; }

    /// <summary>No work is sent before this time.</summary>
    public DateTimeOffset PausedUntil { get; set; } = now;
}
