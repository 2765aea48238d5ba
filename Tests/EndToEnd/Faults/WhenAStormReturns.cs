using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A fleet loses its control plane and comes back all at once. `./ops bench storm` does the same with 5,000 agents and takes the time.</summary>
[Collection(nameof(Alone))]
public sealed class WhenAStormReturns
{
    private const int Agents = 500;
    private const int AdmissionsPerSecond = 50;
    private const int Tasks = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task EveryAgentIsBackAndNoRunningTaskIsLost()
    {
        await using var world = await OpsWorld.Start(fsync: "always", settings: new Dictionary<string, string>
        {
            ["OPS_Gateway__AgentSockets__AdmissionsPerSecond"] = AdmissionsPerSecond.ToString(CultureInfo.InvariantCulture),
        });
        var host = await world.StartAgent();
        await using var fleet = new ReturningFleet(world.Address, await FleetEnrolment.Enrol(world.Address, await JoinToken(world), Agents), seed: 20);
        await fleet.AllConnected(Limit);
        Assert.True(fleet.Record.Refusals > 0, "All came at once, and nobody was asked to come again later.");
        var starts = Path.Combine(world.Root, "starts");
        var running = await StartTasks(world, starts);

        fleet.Record.Begin();
        await world.Gateway.KillNow();
        await world.StartGateway();

        await fleet.AllConnected(Limit);
        await Eventually.Get(() => Online(world), online => online == Agents + 1, "the server sees every agent", Limit);
        var verdict = await RunChecker.Settle(world.RedisPort, running, [starts], [host.Data], Limit);
        Assert.True(verdict.IsKept, verdict.ToString());
        Assert.Equal(Tasks, verdict.Counts.Terminal);
    }

    private static async Task<string> JoinToken(OpsWorld world)
    {
        using var reply = await world.Api.Post("/api/v1/join-tokens", new { uses = Agents });
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
    }

    private static async Task<List<SubmittedTask>> StartTasks(OpsWorld world, string starts)
    {
        var tasks = new List<SubmittedTask>();
        var script = new NumberedScript { Starts = starts, Lines = 100, Pause = 0.2, BothStreams = true };
        for (var number = 0; number < Tasks; number++)
        {
            await world.Api.Submit($"storm-{number}", new { agent = "host-1", kind = "shell", script = script.Text });
            tasks.Add(script.As($"storm-{number}"));
        }

        await Eventually.Holds(() => File.Exists(starts) && File.ReadAllLines(starts).Length == Tasks, "every task has started");
        return tasks;
    }

    private static async Task<int> Online(OpsWorld world)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await world.Api.Get($"/api/v1/agents?state=online&limit=500{cursor}");
            count += page["items"]!.AsArray().Count;
            cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
        }
        while (cursor.Length > 0);
        return count;
    }
}
