namespace OrleansOps.Bench;

/// <summary>Everything that is done to a running installation.</summary>
internal static class SoakFaults
{
    /// <summary>Those that the world has the parts for.</summary>
    public static IReadOnlyList<SoakFault> For(SoakWorld world) => world.Silos.Count == 0 ? Everywhere : [.. Everywhere, .. OfSilos];

    private static IReadOnlyList<SoakFault> OfSilos { get; } =
    [
        new("kill-silo", 4, (world, random, say, abort) => Kill(world, [Silo(world, random)], Seconds(random, 0, 8), say, abort)),
        new("kill-two-silos", 1, (world, random, say, abort) => Kill(world, [.. Shuffled(world.Silos, random).Take(2)], Seconds(random, 0, 8), say, abort)),
        new("kill-all-silos", 1, (world, random, say, abort) => Kill(world, [.. world.Silos], Seconds(random, 0, 5), say, abort)),
        new("end-silo", 2, (world, random, say, abort) => End(world, Silo(world, random), Seconds(random, 0, 3), say, abort)),
        new("stop-silo", 3, (world, random, say, abort) => Stop(world, Silo(world, random), Seconds(random, 1, 20), say, abort)),
    ];

    private static IReadOnlyList<SoakFault> Everywhere { get; } =
    [
        new("kill-agent", 4, (world, random, say, abort) => Kill(world, [Agent(world, random)], Seconds(random, 0, 5), say, abort)),
        new("kill-gateway", 4, (world, random, say, abort) => Kill(world, [Gateway(world, random)], Seconds(random, 0, 5), say, abort)),
        new("kill-redis", 3, (world, random, say, abort) => Kill(world, ["redis"], Seconds(random, 0, 5), say, abort)),
        new("kill-several", 2, (world, random, say, abort) => Kill(world, Several(world, random), Seconds(random, 0, 5), say, abort)),
        new("end-agent", 1, (world, random, say, abort) => End(world, Agent(world, random), Seconds(random, 0, 3), say, abort)),
        new("end-gateway", 1, (world, random, say, abort) => End(world, Gateway(world, random), Seconds(random, 0, 3), say, abort)),
        new("stop-agent", 2, (world, random, say, abort) => Stop(world, Agent(world, random), Seconds(random, 1, 15), say, abort)),
        new("stop-agent-long", 1, (world, random, say, abort) => Stop(world, Agent(world, random), Seconds(random, 46, 56), say, abort)),
        new("stop-gateway", 2, (world, random, say, abort) => Stop(world, Gateway(world, random), Seconds(random, 1, 15), say, abort)),
        new("stop-redis", 2, (world, random, say, abort) => Stop(world, "redis", Seconds(random, 1, 12), say, abort)),
        new("pause-redis", 1, PauseRedis),
        new("cut-line", 4, Cut),
        new("freeze-line", 2, Freeze),
        new("slow-line", 1, Slow),
        new("fill-redis", 2, FillRedis),
        new("kill-fork-server", 3, KillForkServer),
    ];

    private static async Task Kill(SoakWorld world, string[] names, TimeSpan away, Action<string> say, CancellationToken abort)
    {
        say($"SIGKILL {string.Join(" and ", names)}, back after {away.TotalSeconds:0.0} s");
        await Task.WhenAll(names.Select(name => world.Find(name).Kill()));
        await Task.Delay(away, TimeProvider.System, abort);
        foreach (var name in names)
        {
            await world.StartAgain(name);
        }
    }

    private static async Task End(SoakWorld world, string name, TimeSpan away, Action<string> say, CancellationToken abort)
    {
        say($"SIGTERM {name}, back {away.TotalSeconds:0.0} s after its end");
        await world.Find(name).DisposeAsync();
        await Task.Delay(away, TimeProvider.System, abort);
        await world.StartAgain(name);
    }

    private static async Task Stop(SoakWorld world, string name, TimeSpan length, Action<string> say, CancellationToken abort)
    {
        say($"SIGSTOP {name} for {length.TotalSeconds:0.0} s");
        world.Excuse(name);
        world.Find(name).Signal(OwnProcess.Stop);
        try
        {
            await Task.Delay(length, TimeProvider.System, abort);
        }
        finally
        {
            world.Find(name).Signal(OwnProcess.Continue);
        }
    }

    private static async Task PauseRedis(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var length = Seconds(random, 1, 10);
        say($"CLIENT PAUSE {length.TotalSeconds:0.0} s");
        await world.At.Redis.Send("CLIENT", "PAUSE", $"{length.TotalMilliseconds:0}", "ALL");
        await Task.Delay(length, TimeProvider.System, abort);
    }

    private static Task Cut(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        say($"connections of {agent} are reset");
        OnEach(world, agent, line => line.Cut());
        return Task.CompletedTask;
    }

    private static async Task Freeze(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        var length = Seconds(random, 2, 40);
        say($"the line of {agent} carries nothing for {length.TotalSeconds:0.0} s and is reset then");
        OnEach(world, agent, line => line.Freeze());
        try
        {
            await Task.Delay(length, TimeProvider.System, abort);
        }
        finally
        {
            OnEach(world, agent, line => line.Cut());
            OnEach(world, agent, line => line.Thaw());
        }
    }

    private static async Task Slow(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        var length = Seconds(random, 5, 20);
        say($"the line of {agent} is 200 ms late for {length.TotalSeconds:0.0} s");
        OnEach(world, agent, line => line.Delay = TimeSpan.FromMilliseconds(200));
        await Task.Delay(length, TimeProvider.System, abort);
        OnEach(world, agent, line => line.Delay = TimeSpan.Zero);
    }

    private static async Task FillRedis(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var length = Seconds(random, 1, 10);
        say($"Redis has no room and refuses writes for {length.TotalSeconds:0.0} s");
        await world.At.Redis.Send("CONFIG", "SET", "maxmemory", "1mb");
        await Task.Delay(length, TimeProvider.System, abort);
        await world.At.Redis.Send("CONFIG", "SET", "maxmemory", "0");
    }

    private static Task KillForkServer(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        var servers = ProcessFigures.ChildrenOf(world.Find(agent).Id, "opsexec");
        say($"SIGKILL the fork server of {agent} ({servers.Count} of them)");
        foreach (var server in servers)
        {
            OwnProcess.Kill(server);
        }

        return Task.CompletedTask;
    }

    private static void OnEach(SoakWorld world, string agent, Action<CutLine> act)
    {
        foreach (var line in world.Lines(agent))
        {
            act(line);
        }
    }

    private static string[] Shuffled(IEnumerable<string> names, Random random)
    {
        var all = names.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static string Silo(SoakWorld world, Random random) => world.Silos[random.Next(world.Silos.Count)];

    private static string Gateway(SoakWorld world, Random random) => world.Gateways[random.Next(world.Gateways.Count)];

    private static string Agent(SoakWorld world, Random random) => world.Agents[random.Next(world.Agents.Count)];

    // Redis first: the others want it when they start.
    private static string[] Several(SoakWorld world, Random random) => random.Next(4) switch
    {
        0 => ["redis", .. world.Silos, .. world.Gateways, .. world.Agents],
        1 => ["redis", .. world.Silos.Take(1), Gateway(world, random)],
        2 => ["redis", Agent(world, random)],
        _ => [Gateway(world, random), Agent(world, random)],
    };

    private static TimeSpan Seconds(Random random, double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * random.NextDouble()));
}
