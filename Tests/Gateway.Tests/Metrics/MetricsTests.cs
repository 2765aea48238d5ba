using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public async Task TheGatewayCountsWhatItDoes()
    {
        await using var world = await GatewayWorld.Start();
        var agent = await world.ConnectAgent("counted");
        using var created = await world.Submit("counted", Some.Task("counted"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen("counted", "running");
        await agent.Log(order, "twelve bytes");
        using var refused = await world.Operator.GetAsync("/api/v1/tasks/x?waitSeconds=99");
        using var stranger = await world.Stranger.GetAsync("/api/v1/tasks");

        var text = await world.Operator.GetStringAsync("/metrics");

        Assert.Contains("\nops_agent_connections{} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nops_agent_sessions_total{} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nops_agent_messages_total{method=\"Accepted\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nops_log_bytes_total{} 12\n", text, StringComparison.Ordinal);
        Assert.Contains("\nops_tasks_submitted_total{new=\"true\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("ops_refusals_total{code=\"missing-token\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/api/v1/tasks/{id}\"", text, StringComparison.Ordinal);
        Assert.Matches(@"\norleans_app_requests_latency_milliseconds_count\{\} [1-9]", text);
        Assert.Contains("orleans_messaging_processing_dispatcher_processed_total{Direction=\"Request\",Status=\"Ok\"} ", text, StringComparison.Ordinal);
        Assert.Contains("\norleans_catalog_activations{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("counted", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TasksThatAreNotOverAreCountedByPhase()
    {
        await using var world = await GatewayWorld.Start();
        var agent = await world.ConnectAgent("phases");
        using var first = await world.Submit("phases-1", Some.Task("phases"));
        await agent.Accept(await agent.NextOrder());
        await world.TaskWhen("phases-1", "running");
        using var second = await world.Submit("phases-2", Some.Task("phases"));
        await agent.NextOrder();
        await world.TaskWhen("phases-2", "sent");
        using var away = await world.Submit("phases-3", Some.Task("phases"));

        var text = await Eventually.Get(
            () => world.Operator.GetStringAsync("/metrics"),
            text => text.Contains("ops_tasks_open{phase=\"running\"} 1\n", StringComparison.Ordinal) && text.Contains("ops_tasks_open{phase=\"sent\"} 2\n", StringComparison.Ordinal),
            "one task runs and two are sent");

        Assert.Contains("ops_tasks_open{phase=\"queued\"} 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ops_tasks_open{phase=\"succeeded\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherGatewayInTheSameProcessCountsForItself()
    {
        await using var redis = await RedisServer.Start();
        await using var other = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        await other.ConnectAgent("elsewhere");
        await using var world = await GatewayWorld.Start();

        var text = await world.Operator.GetStringAsync("/metrics");

        Assert.Equal(["ops_agent_connections{} 0"], text.Split('\n').Where(line => line.StartsWith("ops_agent_connections{", StringComparison.Ordinal)));
        Assert.Single(text.Split('\n'), line => line.StartsWith("ops_process_memory_limit_bytes{", StringComparison.Ordinal));
        Assert.DoesNotContain("ops_store_", text, StringComparison.Ordinal);   // it has none
        Assert.Contains("http_server_active_requests", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryLineIsOneThatPrometheusReads()
    {
        await using var world = await GatewayWorld.Start();
        var agent = await world.ConnectAgent("lines");
        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);

        var text = await world.Operator.GetStringAsync("/metrics");

        var headings = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(headings.Distinct(StringComparer.Ordinal), headings);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# (HELP|TYPE) [a-z_:][a-z0-9_:]* .*|[a-z_:][a-z0-9_:]*(\{[^}]*(\{[^}]*\}[^}]*)*\})? [-+0-9.eE∞NaInf]+)$", line));
    }
}
