using OrleansOps.Simulation.Network;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.World;

/// <summary>Breaks things at random times, until the time of faults is over; then everything is mended.</summary>
internal sealed class Faults(SimulatedWorld world)
{
    private const long EnrolledBy = 5 * TimeSpan.TicksPerSecond;

    private readonly SortedDictionary<FaultKind, int> _counts = [];

    private Scheduler Scheduler => world.Scheduler;

    private Chance Chance => world.Scheduler.Chance;

    /// <summary>How often each struck.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => _counts;

    public void Begin()
    {
        foreach (var (kind, every) in world.Profile.Every)
        {
            Next(kind, every);
        }

        Scheduler.After(world.Profile.FaultsEnd, null, "mending", Mend);
    }

    private void Next(FaultKind kind, double every) => Scheduler.After(Chance.Until(every), null, kind.ToString(), () =>
    {
        if (!world.IsHealed)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            Scheduler.Trace.Add($"FAULT {kind}");
            Strike(kind);
            Next(kind, every);
        }
    });

    private void Strike(FaultKind kind)
    {
        switch (kind)
        {
            case <= FaultKind.Duplicates:
                StrikeNetwork(kind);
                break;
            case <= FaultKind.StartFails:
                StrikeHost(kind, Chance.One(world.Agents));
                break;
            case <= FaultKind.ServerStopped:
                StrikeServer(kind);
                break;
            case <= FaultKind.LostCalls:
                StrikeStore(kind);
                break;
            case FaultKind.ServerClock:
                world.ServerClock.Off = Chance.Span(-600, 600);   // each repair may come as much later as the clock was set back
                break;
            case FaultKind.AgentClock:
                Chance.One(world.Agents).Machine.Wall.Off += Chance.Span(-3600, 3600);
                break;
            case FaultKind.LastSecondLost:
                world.KillServer(Chance.Skewed(0.2, 10));   // a power failure takes gateway and silo with it
                world.Promises.LoseSince(Math.Max(EnrolledBy, Scheduler.Now - Chance.Span(0, 1).Ticks));
                break;
            case FaultKind.GrainsLost:
                world.Server?.LoseGrains();
                break;
        }
    }

    private void StrikeNetwork(FaultKind kind)
    {
        var agent = Chance.One(world.Agents);
        switch (kind)
        {
            case FaultKind.ConnectionCut:
                ForLinks(agent, link => link.Cut(Chance.Skewed(0, 2), Chance.Skewed(0, 2)));
                break;
            case FaultKind.HalfOpen:
                ForLinks(agent, link => link.Cut(Chance.Span(0, 30), Chance.Span(0, 30)));
                break;
            case FaultKind.OneWayCut when Chance.Hits(0.5):
                ForLinks(agent, CutDown);
                break;
            case FaultKind.OneWayCut:
                ForLinks(agent, CutUp);
                break;
            case FaultKind.Isolation:
                world.Internet.Isolate(agent.Id);
                ForLinks(agent, link => link.Cut(Chance.Span(0, 20), Chance.Span(0, 20)));
                Scheduler.After(Chance.Span(1, 20), null, "reachable", () => world.Internet.Heal(agent.Id));
                break;
            case FaultKind.SlowNetwork:
                For(1, 10, () => world.Internet.Slowest = Chance.Span(0.5, 4).TotalSeconds, () => world.Internet.Slowest = 0.05);
                break;
            case FaultKind.SlowGateway:
                For(10, 40, () => world.Weather.LateOrders = 0.7, () => world.Weather.LateOrders = 0);
                HoldUpAgain();
                break;
            case FaultKind.LateWords:
                For(5, 40, () => world.Weather.LostCloses = 0.8, () => world.Weather.LostCloses = 0);
                ForLinks(agent, MakeLate);
                break;
            default:
                For(5, 40, () => world.Weather.Duplicates = 0.3, () => world.Weather.Duplicates = 0);
                break;
        }
    }

    /// <summary>The agent hears nothing any more, gives up, and its closing is heard.</summary>
    private void CutDown(Link link)
    {
        link.Down.Cut();
        var waits = Chance.Span(5, 30);
        link.CloseAgentEnd(waits, "nothing was heard of the gateway");
        Scheduler.After(waits + TimeSpan.FromMilliseconds(1), link.Agent, "closing is heard", () => link.CloseServerEnd(TimeSpan.Zero));
    }

    private void CutUp(Link link)
    {
        link.Up.Cut();
        var waits = Chance.Span(5, 30);
        link.CloseServerEnd(waits);
        Scheduler.After(waits + TimeSpan.FromMilliseconds(1), link.Server.Life, "closing is heard", () => link.CloseAgentEnd(TimeSpan.Zero, "the gateway closed it"));
    }

    private void HoldUpAgain()
    {
        if (world.Weather.LateOrders > 0)
        {
            var time = Chance.Span(3, 12);
            world.Internet.All.ToList().ForEach(link => link.Up.HoldUp(time));
            Scheduler.After(time + Chance.Span(0, 2), null, "held up again", HoldUpAgain);
        }
    }

    /// <summary>What the agent says lies somewhere on the way; it gives up, and only then all of it arrives.</summary>
    private void MakeLate(Link link)
    {
        var until = Chance.Span(1, 15);
        link.Up.HoldUp(until);
        link.CloseAgentEnd(until * Chance.Span(0, 1).TotalSeconds, "nothing was answered");
        Scheduler.After(until + Chance.Span(0, 10), link.Server.Life, "closing is heard", () => link.CloseServerEnd(TimeSpan.Zero));
    }

    private void StrikeHost(FaultKind kind, AgentProcess agent)
    {
        var machine = agent.Machine;
        switch (kind)
        {
            case FaultKind.AgentKilled:
                agent.Kill(Chance.Skewed(0.1, 10));
                break;
            case FaultKind.AgentKilledWriting:
                machine.WhenFlushing = () => agent.Kill(Chance.Skewed(0.1, 10));
                break;
            case FaultKind.AgentKilledFlushed:
                machine.WhenFlushed = () => agent.Kill(Chance.Skewed(0.1, 10));
                break;
            case FaultKind.AgentRestarted:
                agent.Stop();
                break;
            case FaultKind.AgentStopped:
                StopFor(agent);
                break;
            case FaultKind.HostReboot:
                agent.Kill(Chance.Span(1, 20), withPower: false);
                machine.Reboot();
                break;
            case FaultKind.SupervisorKilled:
                foreach (var attempt in machine.All.Where(attempt => attempt.IsClaimed))
                {
                    attempt.IsUnseen = true;
                }

                break;
            case FaultKind.DiskFull:
                For(0.5, 15, () => machine.IsDiskFull = true, () => machine.IsDiskFull = false);
                break;
            case FaultKind.SlowDisk:
                For(1, 20, () => machine.SlowestFlush = 4, () => machine.SlowestFlush = 0.02);
                break;
            default:
                For(1, 20, () => machine.CannotStart = 0.5, () => machine.CannotStart = 0);
                break;
        }
    }

    private void StopFor(AgentProcess agent)
    {
        if (agent.Life is not { IsStopped: false } life)
        {
            return;
        }

        var time = Chance.Skewed(0.2, 60);
        life.Stop();
        foreach (var link in world.Internet.Links(agent.Id).Where(link => link.Agent == life).ToList())
        {
            // The gateway waits for 30 seconds, then closes; what the agent had been sent lies in its socket until it goes on.
            Scheduler.After(TimeSpan.FromSeconds(30), link.Server.Life, "silent", () =>
            {
                if (life.IsStopped)
                {
                    link.ServerEnd.Abort();
                }
            });
        }

        Scheduler.After(time, null, "goes on", life.Continue);
    }

    private void StrikeServer(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.ServerKilled:
                world.KillServer(Chance.Skewed(0.2, 10));
                break;
            case FaultKind.ServerRestarted:
                _ = world.RestartServer();
                break;
            default:
                StopServerFor(Chance.Skewed(0.2, 40));
                break;
        }
    }

    private void StopServerFor(TimeSpan time)
    {
        if (world.Server is not { Life.IsStopped: false } server)
        {
            return;
        }

        server.Life.Stop();
        foreach (var link in world.Internet.All.Where(link => link.Server == server).ToList())
        {
            Scheduler.After(TimeSpan.FromSeconds(30), link.Agent, "silent", () =>
            {
                if (server.Life.IsStopped)
                {
                    link.CloseAgentEnd(TimeSpan.Zero, "nothing was heard of the gateway");
                    link.CloseServerEnd(TimeSpan.Zero);
                }
            });
        }

        Scheduler.After(time, null, "goes on", server.Life.Continue);
    }

    private void StrikeStore(FaultKind kind)
    {
        var redis = world.Database.Redis;
        switch (kind)
        {
            case FaultKind.StoreDown:
                For(0.5, 15, () => redis.IsDown = true, () => redis.IsDown = false);
                break;
            case FaultKind.StoreUnsent:
                For(1, 15, () => redis.Unsent = 0.2, () => redis.Unsent = 0);
                break;
            case FaultKind.StoreUnanswered:
                For(1, 15, () => redis.Unanswered = 0.2, () => redis.Unanswered = 0);
                break;
            case FaultKind.StoreLate:
                For(1, 15, () => redis.Late = 0.1, () => redis.Late = 0);
                break;
            case FaultKind.StoreSlow:
                For(1, 15, () => redis.Slowest = 2, () => redis.Slowest = 0.01);
                break;
            case FaultKind.SlowCalls:
                For(1, 20, () => world.Weather.SlowCalls = 0.3, () => world.Weather.SlowCalls = 0);
                break;
            default:
                For(1, 15, () => world.Weather.LostCalls = 0.1, () => world.Weather.LostCalls = 0);
                break;
        }
    }

    private void For(double leastSeconds, double mostSeconds, Action begin, Action end)
    {
        begin();
        Scheduler.After(Chance.Span(leastSeconds, mostSeconds), null, "mended", end);
    }

    private void ForLinks(AgentProcess agent, Action<Link> then) => world.Internet.Links(agent.Id).ToList().ForEach(then);

    /// <summary>The time of faults is over.</summary>
    private void Mend()
    {
        Scheduler.Trace.Add($"MENDED: nothing breaks from here on");
        foreach (var agent in world.Agents)
        {
            world.Internet.Heal(agent.Id);
            var machine = agent.Machine;
            (machine.IsDiskFull, machine.SlowestFlush, machine.CannotStart, machine.WhenFlushing, machine.WhenFlushed) = (false, 0.02, 0, null, null);
        }

        var redis = world.Database.Redis;
        (redis.IsDown, redis.Unsent, redis.Unanswered, redis.Late, redis.Slowest) = (false, 0, 0, 0, 0.01);
        (world.Weather.LostCalls, world.Weather.SlowCalls, world.Weather.LostCloses) = (0, 0, 0);
        (world.Weather.LateOrders, world.Weather.Duplicates, world.Internet.Slowest) = (0, 0, 0.05);
    }
}
