using System.Net;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

public sealed class WhenAControlPlaneLooks(S2World world) : IClassFixture<S2World>
{
    [Theory]
    [InlineData("/api/agents")]
    [InlineData("/api/agents/")]
    public async Task AllHostsAreListed(string path)
    {
        var (agent, number) = await world.Numbered("online");
        var away = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("never"));
        await using var plane = world.ControlPlane();

        var agents = await Eventually.Get(
            async () => (await plane.Get(path)).Json["agents"]!.AsArray(), all => Of(all, agent.Id)?["status"]?.GetValue<string>() == "active" && Of(all, agent.Id)?["host_id"] is not null, "the host is in the list");

        var shown = Of(agents, agent.Id)!.AsObject();
        Assert.Equal(number, shown["host_id"]!.GetValue<string>());
        Assert.InRange(shown["last_heartbeat"]!.GetValue<DateTime>(), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
        Assert.Equal(
            $$"""{"id":"{{away.AgentId}}","last_heartbeat":"0001-01-01T00:00:00Z","name":"{{Of(agents, away.AgentId)!["name"]}}","status":"inactive"}""", Of(agents, away.AgentId)!.ToJsonString());
    }

    [Fact]
    public async Task AHostIsShown_ByItsNumberToo()
    {
        var (agent, number) = await world.Numbered("shown");
        await using var plane = world.ControlPlane();

        var shown = (await plane.Get($"/api/agents/{number}/")).Json;

        Assert.Equal((agent.Id, number, "active"), (shown["id"]!.GetValue<string>(), shown["labels"]!["host_id"]!.GetValue<string>(), shown["status"]!.GetValue<string>()));
        Assert.False(string.IsNullOrEmpty(shown["system"]!["hostname"]!.GetValue<string>()));
        (await plane.Get("/api/agents/99999")).Is(HttpStatusCode.NotFound, """{"code":1003,"error":"agent not found"}""");
    }

    [Fact]
    public async Task TheyAreCounted()
    {
        await world.Numbered("counted");
        await using var plane = world.ControlPlane();

        var figures = await Eventually.Get(async () => (await plane.Get("/api/metrics")).Json.AsObject(), said => said["agents_online"]!.GetValue<int>() > 0, "one is online");

        Assert.Equal(["agents_offline", "agents_online", "agents_total", "now_unix_ms"], figures.Select(figure => figure.Key));
        Assert.Equal(figures["agents_total"]!.GetValue<int>(), figures["agents_online"]!.GetValue<int>() + figures["agents_offline"]!.GetValue<int>());
        Assert.InRange(figures["now_unix_ms"]!.GetValue<long>(), TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds(), TimeProvider.System.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("/api/agents/{0}/control", """{"action":"pause"}""", 400, "invalid action, must be start/stop/restart")]
    [InlineData("/api/agents/{0}/control", "{", 400, "the body is not JSON as a control plane of S2 sends it")]
    [InlineData("/api/agents/99999/control/", """{"action":"stop"}""", 404, "agent not found")]
    [InlineData("/api/agents/{1}/control", """{"action":"stop"}""", 503, "agent is not active")]
    [InlineData("/api/agents/{0}/control", """{"action":"restart","reason":"x"}""", 503, "restart is not sent to agents through this gateway: start its service on the host, or run a task there that does")]
    [InlineData("/api/agents/{0}/upgrade", """{"download_url":"https://x/y"}""", 400, "target_version is required")]
    [InlineData("/api/agents/{0}/upgrade/", """{"target_version":"2"}""", 400, "download_url is required")]
    [InlineData("/api/agents/99999/upgrade", """{"target_version":"2","download_url":"https://x/y"}""", 404, "agent not found")]
    [InlineData("/api/agents/{1}/upgrade", """{"target_version":"2","download_url":"https://x/y"}""", 503, "agent is not active")]
    [InlineData("/api/agents/{0}/upgrade", """{"target_version":"2","download_url":"https://x/y"}""", 503, "an upgrade is not sent to agents through this gateway: replace the agent on the host, or run a task there that does")]
    [InlineData("/api/self/control", """{"action":"stop"}""", 400, "agent-server only supports restart action")]
    [InlineData("/api/self/control", """{"action":"restart"}""", 503, "a gateway is not started again by a control plane: whoever runs it does that")]
    [InlineData("/api/self/upgrade", "{}", 400, "target_version is required")]
    [InlineData("/api/self/upgrade", """{"target_version":"2","download_url":"https://x/y"}""", 503, "a gateway fetches no program of its own: whoever runs it replaces it")]
    public async Task WhatIsNotDoneIsSaidToBeNotDone(string path, string body, int status, string error)
    {
        var (_, there) = await world.Numbered("control");
        var (_, away) = await world.Numbered("control", connected: false);
        await using var plane = world.ControlPlane();

        (await plane.Post(string.Format(path, there, away), body)).Is((HttpStatusCode)status, $$"""{"error":"{{error}}"}""");
    }

    private static JsonNode? Of(JsonArray agents, string id) => agents.FirstOrDefault(agent => agent!["id"]!.GetValue<string>() == id);
}
