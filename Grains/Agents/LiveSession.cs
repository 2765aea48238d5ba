namespace OrleansOps.Agents;

/// <summary>
/// The connection that speaks for an agent now. How long something is ago is measured, never worked out from the calendar, which may be set
/// back or forward meanwhile.
/// </summary>
internal sealed class LiveSession(long epoch, IAgentConnection connection, int slots, string? instance, TimeProvider time)
{
    private long _heardAt = time.GetTimestamp();
    private long _pausedAt;
    private TimeSpan _pause;

    public long Epoch { get; } = epoch;

    public IAgentConnection Connection { get; } = connection;

    /// <summary>Names the agent's process; null if it did not say.</summary>
    public string? Instance { get; } = instance;

    /// <summary>How many tasks the agent runs at once.</summary>
    public int Slots { get; } = slots;

    public DateTimeOffset ConnectedAt { get; } = time.GetUtcNow();

    public DateTimeOffset LastSeenAt { get; private set; } = time.GetUtcNow();

    /// <summary>How long nothing was heard.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_heardAt);

    public HostLoad? Load { get; set; }

    /// <summary>Both sides have compared what the agent holds: work may be sent.</summary>
    public bool Open { get; set; }

    /// <summary>No work is sent now.</summary>
    public bool IsPaused => _pause > TimeSpan.Zero && time.GetElapsedTime(_pausedAt) < _pause;

    public void Heard()
    {
        _heardAt = time.GetTimestamp();
        LastSeenAt = time.GetUtcNow();
    }

    /// <summary>Sends no work for a while.</summary>
    public void Pause(TimeSpan pause)
    {
        _pausedAt = time.GetTimestamp();
        _pause = pause;
    }
}
