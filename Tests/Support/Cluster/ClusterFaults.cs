namespace OrleansOps.Tests.Support;

/// <summary>What a cluster has to live through.</summary>
public static class ClusterFaults
{
    /// <summary>The exit code of a silo that finds that the others have given it up.</summary>
    private const int DeclaredDead = 4;

    private static readonly TimeSpan AShortWhile = TimeSpan.FromSeconds(3);

    public static ClusterFault Nothing { get; } = new("nothing", "no fault", (_, _) => Task.FromResult(TimeSpan.Zero));

    public static ClusterFault KillSilo { get; } = new("kill-silo", "kill -9 of one silo, which comes back later", async (at, load) =>
    {
        await KillSilos(at.Silos.Take(1), load);
        return TimeSpan.Zero;
    })
    { Gate = "<= 2 s" };

    public static ClusterFault KillTwoSilos { get; } = new("kill-two-silos", "kill -9 of two silos at once", async (at, load) =>
    {
        await KillSilos(at.Silos.Skip(1), load);
        return TimeSpan.Zero;
    })
    { Gate = "<= 2 s" };

    public static ClusterFault KillAllSilos { get; } = new("kill-all-silos", "kill -9 of all silos, which are started 3 s later", async (at, _) =>
    {
        var killed = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(at.Silos.Select(silo => silo.Process.Kill()));
        await Lasts(AShortWhile);
        await Task.WhenAll(at.Silos.Select(silo => silo.Raise()));
        return TimeProvider.System.GetElapsedTime(killed);
    })
    { Gate = "<= 3 s after" };

    /// <summary>Shorter than the cluster's patience.</summary>
    public static ClusterFault FreezeSiloBriefly { get; } = new("freeze-silo-brief", "SIGSTOP of one silo for 2 s: it goes on", async (at, load) =>
    {
        var silo = at.Silos[1];
        await Freeze(silo.Process, TimeSpan.FromSeconds(2));
        await load.EverybodyIsServed();
        await Lasts(AShortWhile);   // had it been given up, it would have found out by now
        if (silo.Process.HasExited || await at.CountedSilos() != at.Silos.Count)
        {
            load.Complain($"{silo.Name} was given up");
        }

        return TimeSpan.Zero;
    });

    public static ClusterFault FreezeSiloShortly { get; } = FreezeSilo(5);

    public static ClusterFault FreezeSiloForLong { get; } = FreezeSilo(20);

    public static ClusterFault RollSilos { get; } = new("roll-silos", "SIGTERM and return of every silo in turn, 1,000 tasks running", async (at, load) =>
    {
        using var waiting = await WaitingTasks.Start(at, load, 1_000);
        foreach (var silo in at.Silos)
        {
            await EndInOrder(silo, load);
            await silo.Raise();
            await load.EverybodyIsServed();
        }

        return TimeSpan.Zero;
    })
    { Gate = "<= 0.3 s", LiveGate = "<= 1 s" };

    public static ClusterFault KillGateway { get; } = new("kill-gateway", "kill -9 of one gateway; its agents go to the other", async (at, load) =>
    {
        var gone = at.Gateways[1];
        await gone.Process.Kill();
        await load.EverybodyIsServed(without: gone);
        await gone.Raise();
        return TimeSpan.Zero;
    });

    public static ClusterFault RollGateways { get; } = new("roll-gateways", "SIGTERM and return of every gateway in turn", async (at, load) =>
    {
        foreach (var gateway in at.Gateways)
        {
            await EndInOrder(gateway, load);
            await gateway.Raise();
            await load.EverybodyIsServed();
        }

        return TimeSpan.Zero;
    });

    public static ClusterFault KillRedis { get; } = new("kill-redis", "kill -9 of Redis, started 3 s later", async (at, _) =>
    {
        var killed = TimeProvider.System.GetTimestamp();
        await at.Redis.Process.Kill();
        await Lasts(AShortWhile);
        await at.Redis.Resume();
        return TimeProvider.System.GetElapsedTime(killed);
    });

    public static ClusterFault FreezeRedis { get; } = new("freeze-redis", "SIGSTOP of Redis for 10 s", async (at, _) =>
    {
        var length = TimeSpan.FromSeconds(10);
        await Freeze(at.Redis.Process, length);
        return length;
    });

    /// <summary>Everybody else reaches both. Each takes the other for dead; who says so first goes on.</summary>
    public static ClusterFault Partition(SiloNetwork network) => new("partition", "two silos cannot reach each other for 20 s", async (at, load) =>
    {
        ServerNode[] divided = [at.Silos[0], at.Silos[1]];
        await network.Cut(0, 1);
        try
        {
            await Lasts(TimeSpan.FromSeconds(20));
            await load.EverybodyIsServed();
        }
        finally
        {
            await network.Mend();
        }

        foreach (var loser in divided.Where(silo => silo.Process.HasExited))
        {
            await EndsAsDead(loser, load);
            await loser.Raise();
        }

        return TimeSpan.Zero;
    })
    { Gate = "<= 5 s" };

    /// <summary>Of a shape whose gateways have a silo inside: it is away for longer than the others wait for it.</summary>
    public static ClusterFault FreezeGatewayWithSilo { get; } = new("freeze-gateway-with-silo", "SIGSTOP of a gateway that hosts a silo, for 20 s", async (at, load) =>
    {
        var gateway = at.Gateways[1];
        await Freeze(gateway.Process, TimeSpan.FromSeconds(20));
        await EndsAsDead(gateway, load);
        await load.EverybodyIsServed(without: gateway);
        await gateway.Raise();
        return TimeSpan.Zero;
    });

    public static IReadOnlyList<ClusterFault> All { get; } =
    [
        KillSilo, FreezeSiloBriefly, FreezeSiloShortly, FreezeSiloForLong, RollSilos, KillTwoSilos, KillAllSilos,
        KillGateway, RollGateways, KillRedis, FreezeRedis,
    ];

    private static ClusterFault FreezeSilo(int seconds) => new($"freeze-silo-{seconds}", $"SIGSTOP of one silo for {seconds} s: the others give it up", async (at, load) =>
    {
        var silo = at.Silos[1];
        await Freeze(silo.Process, TimeSpan.FromSeconds(seconds));
        await EndsAsDead(silo, load);
        await load.EverybodyIsServed();
        await silo.Raise();
        return TimeSpan.Zero;
    })
    { Gate = "<= 5 s" };

    /// <summary>Those that are left serve everybody before the others come back.</summary>
    private static async Task KillSilos(IEnumerable<ServerNode> silos, MeasuredLoad load)
    {
        var gone = silos.ToList();
        await Task.WhenAll(gone.Select(silo => silo.Process.Kill()));
        await load.EverybodyIsServed();
        await Task.WhenAll(gone.Select(silo => silo.Raise()));
    }

    private static async Task EndsAsDead(ServerNode server, MeasuredLoad load)
    {
        if (await server.Process.Ended() is not DeclaredDead and var code)
        {
            load.Complain($"{server.Name} ended with {code}, not with {DeclaredDead}, though the others have given it up");
        }
    }

    private static async Task EndInOrder(ServerNode server, MeasuredLoad load)
    {
        server.Process.Signal(OwnProcess.Terminate);
        if (await server.Process.Ended() is not 0 and var code)
        {
            load.Complain($"{server.Name} ended with {code} after SIGTERM");
        }
    }

    private static async Task Freeze(OwnProcess process, TimeSpan length)
    {
        process.Signal(OwnProcess.Stop);
        try
        {
            await Lasts(length);
        }
        finally
        {
            process.Signal(OwnProcess.Continue);
        }
    }

    private static Task Lasts(TimeSpan length) => Task.Delay(length, TimeProvider.System);
}
