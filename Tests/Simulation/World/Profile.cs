using OrleansOps.Agents;
using OrleansOps.Simulation.Time;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>What kind of world a seed makes.</summary>
internal sealed class Profile
{
    /// <summary>More than a call waits that was lost.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    public Profile(Chance chance)
    {
        Agents = chance.Whole(1, 3);
        Slots = chance.Whole(1, 4);
        Tasks = chance.Whole(2, 10);
        Jobs = chance.Hits(0.5) ? chance.Whole(1, 2) : 0;
        FaultsEnd = chance.Span(15, 75);
        IsPatient = chance.Hits(0.5);
        Grace = IsPatient ? TimeSpan.FromMinutes(30) : chance.Span(10, 60);
        HeartbeatEvery = chance.Span(3, 10);
        AcceptWithin = chance.Span(3, 10);
        CheckEvery = chance.Span(5, 60);

        // Some seeds know few faults and have them often; others know nearly all.
        var share = chance.Span(0.05, 0.6).TotalSeconds;
        foreach (var kind in Kinds)
        {
            if (chance.Hits(share + Weight(kind)) && (kind != FaultKind.LastSecondLost || chance.Hits(0.2)))
            {
                Every[kind] = chance.Span(4, 90).TotalSeconds;
            }
        }

        Workflows = chance.Hits(0.4) ? 1 : 0;
        Schedules = chance.Hits(0.4) ? 1 : 0;
    }

    /// <summary>What strikes only where several things come together must come often.</summary>
    private static double Weight(FaultKind kind) => kind is FaultKind.SlowGateway or FaultKind.LateWords or FaultKind.GrainsLost ? 0.25 : 0;

    public int Agents { get; }

    public int Slots { get; }

    public int Tasks { get; }

    public int Jobs { get; }

    public int Workflows { get; }

    public int Schedules { get; }

    /// <summary>From here on nothing breaks any more.</summary>
    public TimeSpan FaultsEnd { get; }

    /// <summary>From here on nothing is left of what broke, either.</summary>
    public TimeSpan CalmFrom => FaultsEnd + Settling;

    /// <summary>The server waits so long for everything that it may not give up anything.</summary>
    public bool IsPatient { get; }

    public TimeSpan Grace { get; }

    public TimeSpan HeartbeatEvery { get; }

    public TimeSpan AcceptWithin { get; }

    public TimeSpan CheckEvery { get; }

    /// <summary>The faults of this world, and every how many seconds each comes.</summary>
    public Dictionary<FaultKind, double> Every { get; } = [];

    public bool Has(params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Every.ContainsKey(kind))
            {
                return true;
            }
        }

        return false;
    }

    public void Apply(TaskOptions options)
    {
        options.AcceptWithin = AcceptWithin;
        options.AgentGrace = Grace;
        options.ReportWithin = IsPatient ? TimeSpan.FromMinutes(30) : TimeSpan.FromSeconds(15);
        options.CancelEvery = TimeSpan.FromSeconds(5);
        options.CancelGiveUp = IsPatient ? TimeSpan.FromHours(24) : TimeSpan.FromMinutes(2);
        options.CheckEvery = CheckEvery;
    }

    public void Apply(AgentOptions options)
    {
        options.HeartbeatEvery = HeartbeatEvery;
        options.SilenceLimit = HeartbeatEvery * 4;
        options.RefusalPause = TimeSpan.FromSeconds(3);
    }

    public override string ToString() =>
        $"{Agents} agents of {Slots} slots, {Tasks} tasks, {Jobs} jobs, {Workflows} workflows, {Schedules} schedules, faults for {FaultsEnd.TotalSeconds:0} s ({string.Join(", ", Every.Select(fault => $"{fault.Key} every {fault.Value:0} s"))})"
        + (IsPatient ? ", patient" : $", grace {Grace.TotalSeconds:0} s");
}
