using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Metrics;

/// <summary>The deployed rules and board: what they name is there, and what they warn of is warned of.</summary>
public sealed class AlertTests
{
    [Fact]
    public async Task EachAlertFiresWhenItShould()
    {
        var (code, output) = await PromTool.Run(Deployed.Prometheus, "test", "rules", "alerts.test.yml");
        var tested = await File.ReadAllTextAsync(Path.Combine(Deployed.Prometheus, "alerts.test.yml"));
        var alerts = (await File.ReadAllLinesAsync(Deployed.Alerts)).Select(line => line.Split("- alert: ")).Where(parts => parts.Length == 2).Select(parts => parts[1]);

        Assert.True(code == 0, output);
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert}\n        exp_alerts:\n          - exp_labels", tested, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheConfigurationIsOneThatPrometheusTakes()
    {
        var (code, output) = await PromTool.Run(Deployed.Prometheus, "check", "config", "--syntax-only", "prometheus.yml");

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task EveryMetricThatRulesAndBoardNameIsThere()
    {
        await using var redis = await RedisServer.Start();
        await using var world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        var agent = await world.ConnectAgent("measured");
        using var created = await world.Submit("measured", Some.Task("measured"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Log(order, "one line\n");
        await agent.End(order, stdoutBytes: 9);
        await world.TaskWhen("measured", "succeeded");
        using var refused = await world.Stranger.GetAsync("/api/v1/tasks");
        var board = JsonNode.Parse(await File.ReadAllTextAsync(Deployed.Board))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => target!["expr"]!.GetValue<string>()).ToList();
        var rules = (await File.ReadAllLinesAsync(Deployed.Alerts)).Where(line => line.Contains("expr:", StringComparison.Ordinal)).ToList();
        var named = Deployed.MetricsIn([.. board, .. rules]);

        var missing = await Eventually.Get(
            async () => (IReadOnlyList<string>)[.. named.Except(Samples(await world.Operator.GetStringAsync("/metrics")), StringComparer.Ordinal)],
            missing => missing.Count == 0,
            "no metric of the rules and the board is missing");

        Assert.Empty(missing);
        Assert.True(named.Count > 20, $"Only {string.Join(", ", named)} are named.");
    }

    [Fact]
    public async Task ARealPrometheusWarnsOfAHostThatIsAwayAndOfAQueue()
    {
        await using var world = await GatewayWorld.Start();
        await using var prometheus = await PrometheusServer.Start(world.Address, world.AdminTokenFile);
        var agent = await world.ConnectAgent("away");
        await Eventually.Get(prometheus.Firing, alerts => alerts.Count == 0, "no alert fires while all is well");

        await agent.DisposeAsync();
        for (var task = 0; task <= 100; task++)
        {
            using var created = await world.Submit($"waits-{task}", Some.Task("away"));
        }

        await Eventually.Get(
            prometheus.Firing, alerts => alerts.Contains("HostOffline", StringComparer.Ordinal) && alerts.Contains("QueueLong", StringComparer.Ordinal), "HostOffline and QueueLong fire");
    }

    [Fact]
    public async Task ARealPrometheusWarnsOfBusyHostsLongTasksAndLateOutput()
    {
        string[] expected = ["HostsBusy", "HostsShortOfMemory", "LogsLag", "TasksRunLong"];
        await using var world = await GatewayWorld.Start("--Agents:ListLag=00:00:00");
        await using var prometheus = await PrometheusServer.Start(world.Address, world.AdminTokenFile);
        var agent = await world.ConnectAgent("busy");
        await Eventually.Get(prometheus.Firing, alerts => alerts.Count == 0, "no alert fires while all is well");
        var tasks = 0;

        await Eventually.Get(
            async () =>
            {
                await RunLongAndLate(world, agent, $"long-{tasks++}");
                return await prometheus.Firing();
            },
            alerts => Array.TrueForAll(expected, alert => alerts.Contains(alert, StringComparer.Ordinal)),
            $"{string.Join(", ", expected)} fire");
    }

    [Fact]
    public async Task ARealPrometheusWarnsOfAServerThatUsesMuchAndOfAStoreThatIsGone()
    {
        await using var redis = await RedisServer.Start();
        await using var world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        await using var prometheus = await PrometheusServer.Start(world.Address, world.AdminTokenFile, serverShare: "0.0001");
        await Eventually.Get(
            prometheus.Firing, alerts => alerts.Order(StringComparer.Ordinal).SequenceEqual(["ServerBusy", "ServerShortOfMemory"]), "ServerBusy and ServerShortOfMemory fire, and no other");

        await redis.Kill();

        await Eventually.Get(prometheus.Firing, alerts => alerts.Contains("StoreUnusable", StringComparer.Ordinal), "StoreUnusable fires");
    }

    /// <summary>Each rule fires in one of these tests: a rule that is added must be, too.</summary>
    [Fact]
    public async Task EveryRuleIsSeenToFire()
    {
        var seen = await File.ReadAllTextAsync(Path.Combine(Deployed.Prometheus, "../../Tests/Gateway.Tests/Metrics/AlertTests.cs"));
        var rules = (await File.ReadAllLinesAsync(Deployed.Alerts)).Select(line => line.Split("- alert: ")).Where(parts => parts.Length == 2).Select(parts => parts[1]).ToList();

        Assert.Equal(9, rules.Count);
        Assert.All(rules, rule => Assert.Contains($"\"{rule}\"", seen, StringComparison.Ordinal));
    }

    /// <summary>A task that took an hour, output that is of another time, and a host that has little left.</summary>
    private static async Task RunLongAndLate(GatewayWorld world, TestAgent agent, string id)
    {
        using var created = await world.Submit(id, Some.Task("busy"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Log(order, "late\n");
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order, stdoutBytes: 5) with { EndedAt = DateTimeOffset.UnixEpoch.AddHours(1) });
        await agent.NextSettled();
        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat with { CpuPercent = 95, MemoryUsedBytes = 3_900_000_000 });
    }

    private static IEnumerable<string> Samples(string metrics) =>
        metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line[..line.IndexOfAny(['{', ' '])]);
}
