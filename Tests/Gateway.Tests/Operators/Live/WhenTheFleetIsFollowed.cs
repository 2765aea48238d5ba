using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Live;

public sealed class WhenTheFleetIsFollowed
{
    [Fact]
    public async Task EveryAgentComesFirstAndThenThoseThatChange()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1");
        await world.Enrol("db-1");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/agents/follow");

        var first = await Round(events);
        Assert.Equal(["db-1:never", "web-1:online"], first.Select(Shown).Order(StringComparer.Ordinal));

        await web.DisposeAsync();
        Assert.Equal("web-1:offline", Shown(await Agent(events, agent => Shown(agent) != "web-1:online")));

        await world.ConnectAgent("app-1");
        await Agent(events, agent => Shown(agent) == "app-1:online");

        using var removed = await world.Operator.DeleteAsync($"/api/v1/agents/{web.Id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(web.Id, (await events.Next("gone")).Data["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task HeartbeatsTasksAndDrainingAreSeen()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1", slots: 1);
        await using var events = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        await Round(events);

        await web.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat with { CpuPercent = 42.5 });
        await Agent(events, agent => agent["cpuPercent"]?.GetValue<double>() == 42.5);

        (await world.Submit("t1", Some.Task("web-1"))).Dispose();
        (await world.Submit("t2", Some.Task("web-1"))).Dispose();
        await web.Accept(await web.NextOrder());
        await Agent(events, agent => agent["running"]!.GetValue<int>() == 1 && agent["queued"]!.GetValue<int>() == 1);

        (await world.Operator.PostAsync($"/api/v1/agents/{web.Id}/drain", content: null)).Dispose();
        await Agent(events, agent => agent["draining"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AnAgentThatChangesOftenIsSentOnceInAWhile()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        await Round(events);

        const int Beats = 200;
        for (var beat = 1; beat <= Beats; beat++)
        {
            await web.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat with { Running = beat });
        }

        var seen = 1;
        while ((await events.Next("agent")).Data["load"]!["running"]!.GetValue<int>() < Beats)
        {
            seen++;
        }

        Assert.InRange(seen, 1, Beats / 2);
    }

    [Fact]
    public async Task OneReaderTooManyIsAskedToComeBack()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Follow:MaxFollowers=1");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        using var refused = await world.Operator.GetAsync("/api/v1/tasks/follow", HttpCompletionOption.ResponseHeadersRead);

        await refused.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-followers");
    }

    [Fact]
    public async Task OneTokenLeavesAQuarterToOthers()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Follow:MaxFollowers=4");
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "ada" });
        using var ada = world.Client((await created.Json())["token"]!.GetValue<string>());
        await using var first = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        await using var second = await EventReader.Open(world.Operator, "/api/v1/agents/follow");
        await using (await EventReader.Open(world.Operator, "/api/v1/agents/follow"))
        {
            using var refused = await world.Operator.GetAsync("/api/v1/tasks/follow", HttpCompletionOption.ResponseHeadersRead);
            await refused.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-followers");

            await using var other = await EventReader.Open(ada, "/api/v1/agents/follow");
        }

        await Eventually.Get(
            () => world.Operator.GetAsync("/api/v1/tasks/follow", HttpCompletionOption.ResponseHeadersRead), answer => answer.IsSuccessStatusCode, "a seat that was left is free");
    }

    [Fact]
    public async Task ABrowserFollowsWithItsCookieAndIsToldWhenToComeBack()
    {
        await using var world = await GatewayWorld.Start();
        using var browser = await Browser.LoggedIn(world);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agents/follow");
        request.Headers.Add("Cookie", browser.Cookie);
        using var answer = await world.Stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("retry: 1000", await lines.ReadLineAsync().Within("the first line"));
    }

    [Fact]
    public async Task AStreamEndsWithTheSessionThatOpenedIt()
    {
        await using var world = await GatewayWorld.Start();
        using var browser = await Browser.LoggedIn(world);
        using var client = world.Client(token: null);
        client.DefaultRequestHeaders.Add("Cookie", browser.Cookie);
        await using var events = await EventReader.Open(client, "/api/v1/agents/follow");
        await Round(events);

        using var logout = await browser.Delete("/api/v1/sessions/current");

        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);
        Assert.Null(await events.Next());
    }

    [Fact]
    public async Task AStreamEndsWithTheTokenThatOpenedIt()
    {
        await using var world = await GatewayWorld.Start();
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "ada" });
        var token = await created.Json();
        using var client = world.Client(token["token"]!.GetValue<string>());
        await using var events = await EventReader.Open(client, "/api/v1/agents/follow");
        await Round(events);

        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token["id"]}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Null(await events.Next());
    }

    private static async Task<List<JsonNode>> Round(EventReader events)
    {
        var agents = new List<JsonNode>();
        while (await events.Next() is { } next)
        {
            if (next.Name == "synced")
            {
                return agents;
            }

            Assert.Equal("agent", next.Name);
            agents.Add(next.Data);
        }

        throw new InvalidOperationException("The events ended before 'synced'.");
    }

    private static async Task<JsonNode> Agent(EventReader events, Func<JsonNode, bool> wanted)
    {
        while (true)
        {
            var (_, agent) = await events.Next("agent");
            if (wanted(agent))
            {
                return agent;
            }
        }
    }

    private static string Shown(JsonNode agent) => $"{agent["name"]}:{agent["state"]}";
}
