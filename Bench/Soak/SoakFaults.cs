namespace OrleansOps.Bench;

/// <summary>Everything that is done to a running installation.</summary>
internal static class SoakFaults
{
    public static IReadOnlyList<SoakFault> All { get; } =
    [
        new("kill-agent", 4, (world, random, say, abort) => Kill(world, [Agent(world, random)], Seconds(random, 0, 5), say, abort)),
        new("kill-gateway", 4, (world, random, say, abort) => Kill(world, ["gateway"], Seconds(random, 0, 5), say, abort)),
        new("kill-redis", 3, (world, random, say, abort) => Kill(world, ["redis"], Seconds(random, 0, 5), say, abort)),
        new("kill-several", 2, (world, random, say, abort) => Kill(world, Several(world, random), Seconds(random, 0, 5), say, abort)),
        new("end-agent", 1, (world, random, say, abort) => End(world, Agent(world, random), Seconds(random, 0, 3), say, abort)),
        new("end-gateway", 1, (world, random, say, abort) => End(world, "gateway", Seconds(random, 0, 3), say, abort)),
        new("stop-agent", 2, (world, random, say, abort) => Stop(world, Agent(world, random), Seconds(random, 1, 15), say, abort)),
        new("stop-agent-long", 1, (world, random, say, abort) => Stop(world, Agent(world, random), Seconds(random, 46, 56), say, abort)),
        new("stop-gateway", 2, (world, random, say, abort) => Stop(world, "gateway", Seconds(random, 1, 15), say, abort)),
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
        await world.Rig.Redis.Send("CLIENT", "PAUSE", $"{length.TotalMilliseconds:0}", "ALL");
        await Task.Delay(length, TimeProvider.System, abort);
    }

    private static Task Cut(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        say($"connections of {agent} are reset");
        world.Line(agent).Cut();
        return Task.CompletedTask;
    }

    private static async Task Freeze(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        var length = Seconds(random, 2, 40);
        say($"the line of {agent} carries nothing for {length.TotalSeconds:0.0} s and is reset then");
        world.Line(agent).Freeze();
        try
        {
            await Task.Delay(length, TimeProvider.System, abort);
        }
        finally
        {
            world.Line(agent).Cut();
            world.Line(agent).Thaw();
        }
    }

    private static async Task Slow(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var agent = Agent(world, random);
        var length = Seconds(random, 5, 20);
        say($"the line of {agent} is 200 ms late for {length.TotalSeconds:0.0} s");
        world.Line(agent).Delay = TimeSpan.FromMilliseconds(200);
        await Task.Delay(length, TimeProvider.System, abort);
        world.Line(agent).Delay = TimeSpan.Zero;
    }

    private static async Task FillRedis(SoakWorld world, Random random, Action<string> say, CancellationToken abort)
    {
        var length = Seconds(random, 1, 10);
        say($"Redis has no room and refuses writes for {length.TotalSeconds:0.0} s");
        await world.Rig.Redis.Send("CONFIG", "SET", "maxmemory", "1mb");
        await Task.Delay(length, TimeProvider.System, abort);
        await world.Rig.Redis.Send("CONFIG", "SET", "maxmemory", "0");
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

    private static string Agent(SoakWorld world, Random random) => world.Agents[random.Next(world.Agents.Count)];

    // Redis first: the others want it when they start.
    private static string[] Several(SoakWorld world, Random random) => random.Next(4) switch
    {
        0 => ["redis", "gateway", .. world.Agents],
        1 => ["redis", "gateway"],
        2 => ["redis", Agent(world, random)],
        _ => ["gateway", Agent(world, random)],
    };

    private static TimeSpan Seconds(Random random, double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * random.NextDouble()));
}
