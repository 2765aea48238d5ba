using System.Net;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Health;

public sealed class WhenTheSystemIsLookedAt(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task StoreSilosGrainsAndGatewaysAreShown()
    {
        await world.ConnectAgent("web-1");

        var system = await Eventually.Get(Read, system => Grains(system, "AgentGrain") >= 1, "the silo has said what it has in memory");

        Assert.Equal("memory", system["durability"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(system["version"]!.GetValue<string>()));
        Assert.True(system["uptimeSeconds"]!.GetValue<long>() >= 0);
        Assert.Null(system["clusterProblem"]);
        var silo = Assert.Single(system["silos"]!.AsArray())!;
        Assert.Equal("active", silo["state"]!.GetValue<string>());
        Assert.True(silo["memoryBytes"]!.GetValue<long>() > 1_000_000 && silo["activations"]!.GetValue<int>() > 0, silo.ToJsonString());
        Assert.Equal(system["version"]!.GetValue<string>(), silo["version"]!.GetValue<string>());
        var gateway = Assert.Single(system["gateways"]!.AsArray())!;
        Assert.Equal((1, "active"), (gateway["connections"]!.GetValue<int>(), gateway["state"]!.GetValue<string>()));
        Assert.Equal(silo["name"]!.GetValue<string>(), gateway["name"]!.GetValue<string>());   // one process, one name
    }

    [Fact]
    public async Task CallsAreCounted()
    {
        var system = await Eventually.Get(Read, system => (double?)system["silos"]![0]!["callsPerSecond"] > 0, "the silo has counted the calls of these questions");

        Assert.True((double)system["silos"]![0]!["callsPerSecond"]! < 100_000, system["silos"]!.ToJsonString());
    }

    [Fact]
    public async Task TheDashboardIsNamedAndThere()
    {
        var system = await Read();
        using var page = await world.Operator.GetAsync("/dashboard/");
        using var stranger = await world.Stranger.GetAsync("/dashboard/DashboardCounters");

        Assert.Equal("/dashboard", system["dashboard"]?.GetValue<string>());
        Assert.True(page.IsSuccessStatusCode, $"{page.StatusCode}");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
    }

    private static int Grains(JsonNode system, string type) =>
        system["grains"]!.AsArray().Where(grain => grain!["type"]!.GetValue<string>() == type).Sum(grain => grain!["activations"]!.GetValue<int>());

    private async Task<JsonNode> Read()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/system");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }
}
