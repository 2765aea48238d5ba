using System.Net;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Health;

public sealed class WhenTheSystemIsLookedAt(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task StoreSilosGrainsAndGatewaysAreShown()
    {
        await world.ConnectAgent("web-1");
        using var answer = await world.Operator.GetAsync("/api/v1/system");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var system = await answer.Json();
        Assert.Equal("memory", system["durability"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(system["version"]!.GetValue<string>()));
        Assert.NotEmpty(system["silos"]!.AsArray());
        Assert.Contains(system["grains"]!.AsArray(), grain => grain!["type"]!.GetValue<string>() == "AgentGrain" && grain["activations"]!.GetValue<int>() >= 1);
        Assert.Equal(1, Assert.Single(system["gateways"]!.AsArray())!["connections"]!.GetValue<int>());
        Assert.True(system["uptimeSeconds"]!.GetValue<long>() >= 0);
    }

    [Fact]
    public async Task TheDashboardIsNamedAndThere()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/system");
        var system = await answer.Json();
        using var page = await world.Operator.GetAsync("/dashboard/");

        Assert.Equal("/dashboard", system["dashboard"]?.GetValue<string>());
        Assert.True(page.IsSuccessStatusCode, $"{page.StatusCode}");
    }
}
