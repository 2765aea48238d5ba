using System.Net;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Live;

public sealed class WhenTasksAreFollowed
{
    [Fact]
    public async Task EveryChangeIsSentAndCounted()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1", slots: 1);
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow");
        Assert.Equal(0, Count(await Counts(events, _ => true), "queued"));

        (await world.Submit("t1", Some.Task("web-1", "# a comment\nset -e\necho hello"))).Dispose();
        (await world.Submit("t2", Some.Task("web-1"))).Dispose();
        var order = await web.NextOrder();
        await web.Accept(order);
        var running = await Task(events, task => Is(task, "t1", "running"));
        Assert.Equal("echo hello", running["preview"]!.GetValue<string>());
        Assert.Equal("first-admin", running["submittedBy"]!.GetValue<string>());
        await Counts(events, counts => Count(counts, "running") == 1 && Count(counts, "queued") == 1);

        await web.End(order);
        await Counts(events, counts => Count(counts, "succeeded") == 1);
    }

    [Fact]
    public async Task OnlyWhatWasAskedForIsSent()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1");
        await world.ConnectAgent("db-1");
        await using var byAgent = await EventReader.Open(world.Operator, "/api/v1/tasks/follow?agent=db-1");
        await using var byLabel = await EventReader.Open(world.Operator, "/api/v1/tasks/follow?label=app%3Dshop&phase=succeeded");
        await using var byText = await EventReader.Open(world.Operator, "/api/v1/tasks/follow?text=NGINX");
        await Counts(byAgent, _ => true);
        await Counts(byLabel, _ => true);
        await Counts(byText, _ => true);

        (await world.Submit("one", Some.Task("web-1", "restart nginx"))).Dispose();
        (await world.Submit("two", Some.Task("db-1"))).Dispose();
        (await world.Submit("three", new { agent = "web-1", kind = "shell", script = "true", labels = new { app = "shop" } })).Dispose();

        Assert.Equal("two", Id((await byAgent.Next("task")).Data));
        Assert.Equal("three", Id((await byLabel.Next("task")).Data));   // whatever phase it is in: a list learns that it left
        Assert.Equal("one", Id((await byText.Next("task")).Data));
        await web.NextOrder();
    }

    [Fact]
    public async Task WhatWaitsSaysWhy()
    {
        await using var world = await GatewayWorld.Start();
        await world.Enrol("web-1");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow");
        await Counts(events, _ => true);
        (await world.Submit("t1", Some.Task("web-1"))).Dispose();

        var followed = await Task(events, task => Is(task, "t1", "queued"));
        using var listed = await world.Operator.GetAsync("/api/v1/tasks");
        using var read = await world.Operator.GetAsync("/api/v1/tasks/t1");

        const string Why = "web-1 has not connected yet; the task waits for it.";
        Assert.Equal(Why, followed["waitingFor"]!.GetValue<string>());
        Assert.Equal(Why, (await listed.Json())["items"]![0]!["waitingFor"]!.GetValue<string>());
        Assert.Equal(Why, (await read.Json())["waitingFor"]!.GetValue<string>());
    }

    [Fact]
    public async Task CountsAndListsTakeTheSameFilters()
    {
        await using var world = await GatewayWorld.Start();
        var web = await world.ConnectAgent("web-1", slots: 1);
        await world.Enrol("db-1");
        (await world.Submit("t1", Some.Task("web-1", "echo one"))).Dispose();
        await web.Accept(await web.NextOrder());
        (await world.Submit("t2", Some.Task("web-1", "echo two"))).Dispose();
        (await world.Submit("t3", Some.Task("db-1", "echo three"))).Dispose();
        await Eventually.Get(() => Ask("/api/v1/tasks/counts"), counts => Count(counts, "running") == 1, "t1 is counted as running");

        var all = await Ask("/api/v1/tasks/counts");
        var ofAgent = await Ask("/api/v1/tasks/counts?agent=db-1");
        var ofText = await Ask("/api/v1/tasks/counts?text=two");
        var later = await Ask("/api/v1/tasks/counts?since=2100-01-01T00:00:00Z");
        Assert.Equal((1, 2, true), (Count(all, "running"), Count(all, "queued"), all["complete"]!.GetValue<bool>()));
        Assert.Equal((0, 1), (Count(ofAgent, "running"), Count(ofAgent, "queued")));
        Assert.Equal((0, 1), (Count(ofText, "running"), Count(ofText, "queued")));
        Assert.Equal(0, Count(later, "queued"));
        Assert.Equal(["t1", "t2", "t3"], (await Listed("?phase=running,queued")).Order(StringComparer.Ordinal));
        Assert.Equal(["t1"], await Listed("?phase=running&phase=failed"));
        Assert.Equal(["t2"], await Listed("?text=TWO"));
        Assert.Equal([], await Listed("?until=2000-01-01T00:00:00Z"));

        async Task<IEnumerable<string>> Listed(string query) => (await Ask($"/api/v1/tasks{query}"))["items"]!.AsArray().Select(task => Id(task!));

        async Task<JsonNode> Ask(string path)
        {
            using var answer = await world.Operator.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Json();
        }
    }

    [Theory]
    [InlineData("phase=gone", "phase")]
    [InlineData("phase=running,gone", "phase")]
    [InlineData("since=yesterday", "since")]
    [InlineData("until=", "until")]
    [InlineData("text=", "text")]
    [InlineData("label=x", "label")]
    public async Task WhatIsWrongIsNamed(string query, string field)
    {
        await using var world = await GatewayWorld.Start();
        foreach (var path in (string[])["/api/v1/tasks", "/api/v1/tasks/counts", "/api/v1/tasks/follow"])
        {
            using var answer = await world.Operator.GetAsync($"{path}?{query}", HttpCompletionOption.ResponseHeadersRead);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.NotNull(problem["errors"]![field]);
        }
    }

    private static async Task<JsonNode> Task(EventReader events, Func<JsonNode, bool> wanted) => await Find(events, "task", wanted);

    private static async Task<JsonNode> Counts(EventReader events, Func<JsonNode, bool> wanted) => await Find(events, "counts", wanted);

    private static async Task<JsonNode> Find(EventReader events, string name, Func<JsonNode, bool> wanted)
    {
        while (true)
        {
            var (_, data) = await events.Next(name);
            if (wanted(data))
            {
                return data;
            }
        }
    }

    private static bool Is(JsonNode task, string id, string phase) => Id(task) == id && task["phase"]!.GetValue<string>() == phase;

    private static string Id(JsonNode task) => task["id"]!.GetValue<string>();

    private static int Count(JsonNode counts, string phase) => counts[phase]!.GetValue<int>();
}
