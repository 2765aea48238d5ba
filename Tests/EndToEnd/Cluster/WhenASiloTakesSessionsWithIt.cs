using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>The grains of some hosts go down with their silo, and the gateways with the hosts' connections stay.</summary>
[Collection(nameof(OneCluster))]
public sealed class WhenASiloTakesSessionsWithIt(RunningCluster cluster, ITestOutputHelper output)
{
    /// <summary>Measured on a quiet machine it is 1 to 2 seconds; a test machine has other things to do. The next heartbeat would find out within 10.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private Installation At => cluster.Whole.At;

    [Fact]
    public async Task TheyGoOnOnTheConnectionsThatStand()
    {
        List<TimeSpan> recovered = [];
        for (var round = 0; recovered.Count == 0; round++)
        {
            Assert.True(round < 9, "Nine silos were killed, and none of them held the grain of an agent.");
            await cluster.Whole.IsWhole();
            var before = await Agents();
            var killed = TimeProvider.System.GetUtcNow();
            await At.Silos[round % At.Silos.Count].Process.Kill();

            await Task.WhenAll(before.Keys.Select(agent => RunsATask(agent, $"after-kill-{round}-of-{agent}")));

            Assert.Equal(before, await Agents());
            recovered = await Recoveries(before.Keys, killed);
        }

        output.WriteLine($"{recovered.Count} sessions went on after {string.Join(", ", recovered.Select(time => $"{time.TotalSeconds:0.0}"))} s");
        Assert.All(recovered, time => Assert.InRange(time, TimeSpan.Zero, Soon));
    }

    /// <summary>Each agent's session and since when it is connected: another connection would have others.</summary>
    private async Task<SortedDictionary<string, (long Epoch, string Since)>> Agents()
    {
        var agents = new SortedDictionary<string, (long, string)>(StringComparer.Ordinal);
        foreach (var agent in At.Agents.Keys)
        {
            var view = await Read($"/api/v1/agents/{agent}");
            agents[agent] = (view["epoch"]!.GetValue<long>(), view["connectedAt"]!.GetValue<string>());
        }

        return agents;
    }

    private async Task RunsATask(string agent, string id)
    {
        using var submitted = await Eventually.Get(
            () => At.Client().PutAsJsonAsync($"/api/v1/tasks/{id}", new { agent, kind = "shell", script = "true" }), reply => reply.IsSuccessStatusCode, $"{id} is taken");
        await Eventually.Get(() => Read($"/api/v1/tasks/{id}"), task => string.Equals(task["phase"]?.GetValue<string>(), "succeeded", StringComparison.Ordinal), $"{id} has run");
    }

    private async Task<List<TimeSpan>> Recoveries(IEnumerable<string> agents, DateTimeOffset since)
    {
        List<TimeSpan> all = [];
        foreach (var agent in agents)
        {
            var events = (await Read($"/api/v1/agents/{agent}/events"))["items"]!.AsArray();
            all.AddRange(events
                .Where(one => string.Equals(one!["kind"]!.GetValue<string>(), "recovered", StringComparison.Ordinal))
                .Select(one => DateTimeOffset.Parse(one!["at"]!.GetValue<string>(), CultureInfo.InvariantCulture) - since)
                .Where(time => time > TimeSpan.Zero));
        }

        return all;
    }

    private async Task<JsonObject> Read(string path)
    {
        using var reply = await At.Client().GetAsync(path);
        return reply.IsSuccessStatusCode ? (await reply.Content.ReadFromJsonAsync<JsonObject>())! : [];
    }
}
