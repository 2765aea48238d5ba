namespace OrleansOps.Agents;

/// <summary>
/// How many tasks a host runs at once: as many as its agent says, or fewer where an operator said so, and fewer still while it is under load, if it is to give way then. What runs runs
/// on: nothing is ended for it.
/// </summary>
internal sealed class HostThrottle(GrainScope grain, StoredAgent agent, FleetAnnouncer fleet, AgentOptions options)
{
    private readonly ThrottleFactor _factor = new();
    private readonly long _began = grain.Time.GetTimestamp();

    public bool IsOn => agent.Now.Throttle ?? options.Throttle;

    /// <summary>Why it runs fewer just now; null: it does not.</summary>
    public HostPressure? Pressure => _factor.Pressure;

    /// <param name="said">Slots, as its agent says.</param>
    public int Now(int said) => _factor.Of(Allowed(said));

    /// <summary>The same without a look at its load.</summary>
    public int Allowed(int said) => agent.Now.SlotLimit is { } limit ? Math.Min(limit, said) : said;

    public void Saw(HostLoad load)
    {
        if (!IsOn)
        {
            _factor.Reset();
            return;
        }

        var before = Pressure;
        _factor.See(load.CpuPercent, MemoryPercent(load), grain.Time.GetElapsedTime(_began), options);
        if ((before is null) != (Pressure is null))
        {
            fleet.Happened(HostEventKind.SlotsChanged, AgentReasons.Throttled(Pressure));
        }
    }

    private double? MemoryPercent(HostLoad load) => load.MemoryUsedBytes is { } used && agent.Now.Facts is { MemoryBytes: > 0 and var all } ? 100.0 * used / all : null;
}
