namespace OrleansOps.Agents;

/// <summary>
/// The connection that speaks for an agent now. How long something is ago is measured, never worked out from the calendar, which may be set
/// back or forward meanwhile.
/// </summary>
internal sealed class LiveSession(long epoch, IAgentConnection connection, int slots, string? instance, IReadOnlySet<string>? named, TimeProvider time)
{
    private readonly long _openedAt = time.GetTimestamp();
    private long _heardAt = time.GetTimestamp();
    private long _pausedAt;
    private TimeSpan _pause;

    /// <summary>Goes on with a session that was opened on another silo.</summary>
    public LiveSession(SessionHandover session, TimeProvider time)
        : this(session.Epoch, session.Connection, session.Slots, session.Instance, session.Named?.ToHashSet(StringComparer.Ordinal), time)
    {
        _heardAt = time.Past(session.Silence);
        ConnectedAt = session.ConnectedAt;
        LastSeenAt = session.LastSeenAt;
        Load = session.Load;
        Open = true;
        Pause(session.Pause);
    }

    public long Epoch { get; } = epoch;

    public IAgentConnection Connection { get; } = connection;

    /// <summary>Names the agent's process; null if it did not say.</summary>
    public string? Instance { get; } = instance;

    /// <summary>How many tasks the agent runs at once.</summary>
    public int Slots { get; } = slots;

    /// <summary>The tasks that the agent said it holds when the session began; null: it did not say, or that is not known here.</summary>
    public IReadOnlySet<string>? Named { get; } = named;

    public DateTimeOffset ConnectedAt { get; } = time.GetUtcNow();

    public DateTimeOffset LastSeenAt { get; private set; } = time.GetUtcNow();

    /// <summary>How long this silo has had it.</summary>
    public TimeSpan Age => time.GetElapsedTime(_openedAt);

    /// <summary>How long nothing was heard.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_heardAt);

    public HostLoad? Load { get; set; }

    /// <summary>Both sides have compared what the agent holds: work may be sent.</summary>
    public bool Open { get; set; }

    /// <summary>No work is sent now.</summary>
    public bool IsPaused => PauseLeft > TimeSpan.Zero;

    private TimeSpan PauseLeft => _pause > TimeSpan.Zero ? _pause - time.GetElapsedTime(_pausedAt) : TimeSpan.Zero;

    /// <summary>What another silo needs to go on with it.</summary>
    public SessionHandover Handover() => new(
        Epoch, Connection, Slots, Instance, ConnectedAt, LastSeenAt, Silence, Load, PauseLeft > TimeSpan.Zero ? PauseLeft : TimeSpan.Zero, Named?.ToList());

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
