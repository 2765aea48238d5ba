namespace OrleansOps.Bench;

/// <summary>One thing that can be measured by name.</summary>
/// <param name="Name">What `./ops bench NAME` takes.</param>
/// <param name="What">A line about it.</param>
/// <param name="Measure">Gives its figures; the first one carries the benchmark's own name.</param>
internal sealed record Benchmark(string Name, string What, Func<Lab, Task<IReadOnlyList<Figure>>> Measure)
{
    /// <summary>It has failed if it takes longer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("spawn", "Process.Start of /bin/true with both pipes, five at a time: the limit of any agent", Spawn.Measure),
        new("roofline", "the bare path without a product around it, tasks/s and latency", RooflineItself.Measure),
        new("grain-calls", "calls/s through the grain runtime alone, 100 callers on 100 grains", GrainCallRate.Measure),
        new("grain-writes", "calls/s that each store their state in Redis, 100 callers on 100 grains", GrainWriteRate.Measure),
        new("round-trip", "REST call to stored result of a trivial task, one at a time", RoundTrip.Measure),
        new("throughput", "tasks/s of /bin/true, one agent, five at a time", Throughput.Measure),
        new("server-cost", "the server's processor time for a task, gateway with silo, as it warms up", ServerCost.Measure),
        new("task-counts", "calls to grains and commands to Redis for a task", TaskCounts.Measure),
        new("server-footprint", "memory and processor time of an idle gateway with silo", ServerFootprint.Measure) { Limit = TimeSpan.FromMinutes(4) },
        new("thousand-lines", "a task of 1,000 lines, to its result and every line stored", ThousandLines.Measure),
        new("log-lines", "one task that prints 300,000 lines, lines/s stored", LogLines.Measure),
        new("catch-up", "2,000 lines that a task printed while its agent was cut off, from the new connection to all stored", CatchUp.Measure),
        new("live-line", "from the script's write to a follower's read", LiveLine.Measure),
        new("followers-end", "from a script's last write to its follower's word that all is over", FollowersEnd.Measure),
        new("first-task", "the first task after a cold start", FirstTask.Measure),
        new("hostile-text", "64 KB of output made to be costly, to read and to search, beside ordinary text", HostileText.Measure),
        new("masking", "looking for the secrets of a task in its output, MB/s of one core", Masking.Measure),
        new("log-commands", "the agent's way from a file of output to batches, lines/s of a core, listening for commands and not", LogCommandCost.Measure),
        new("wrong-token", "the time of a refusal, by how near the guess was", WrongToken.Measure),
        new("agent-footprint", "an idle agent's memory and processor time, how fast it connects, and what work leaves behind", AgentFootprint.Measure) { Limit = TimeSpan.FromMinutes(4) },
        new("idle-agents", "server memory for each connected idle agent", IdleAgents.Measure),
        new("fan-out", "one task to each of 1,000 agents that start no process, until every result is stored", FanOut.Measure),
        new("job-fan-out", "one job over 5,000 agents that start no process, until every result is stored, beside the same tasks one by one", JobFanOut.Measure) { Limit = TimeSpan.FromMinutes(6) },
        new("fleet-latency", "a task's round trip beside 5,000 connected agents, and without them", FleetLatency.Measure) { Limit = TimeSpan.FromMinutes(6) },
        new("cluster-throughput", "tasks/s and the server's processor time for a task with 1, 2 and 3 silos behind a gateway, beside one process", ClusterThroughput.Measure) { Limit = TimeSpan.FromMinutes(8) },
        new("cluster-latency", "what the hop from a gateway to a silo adds to a round trip and to a live line", ClusterLatency.Measure) { Limit = TimeSpan.FromMinutes(6) },
        new("cluster-outages", "3 silos, 2 gateways, 5 agents: the longest wait of any submit, read or live log at each fault", ClusterOutages.Measure) { Limit = TimeSpan.FromMinutes(20) },
        new("storm", "5,000 agents connected, the control plane killed and started again: until all are back", Storm.Measure) { Limit = TimeSpan.FromMinutes(6) },
    ];
}
