using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

public sealed class WhenALogIsFollowed(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task LinesAndPhasesComeAsTheyHappen()
    {
        var (agent, order) = await Running("follow-1");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-1/log/follow");
        Assert.Equal("running", (await events.Next("phase")).Data["phase"]!.GetValue<string>());

        await agent.Log(order, "one\ntwo\n");
        var (id, lines) = await events.Next("log");
        Assert.Equal("2", id);
        Assert.Equal(["one\n", "two\n"], Texts(lines));
        await agent.Log(order, "three\n", seq: 3, offset: 8);
        Assert.Equal(["three\n"], Texts((await events.Next("log")).Data));

        await agent.End(order, stdoutBytes: 14);
        var end = await events.Next("end");
        Assert.Equal("succeeded", end.Data["phase"]!.GetValue<string>());
        Assert.True(end.Data["log"]!["complete"]!.GetValue<bool>());
        Assert.Null(await events.Next());
    }

    [Fact]
    public async Task AReaderThatComesBackMissesNothingAndSeesNothingTwice()
    {
        var (agent, order) = await Running("follow-2");
        await agent.Log(order, "one\ntwo\n");
        await using (var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-2/log/follow"))
        {
            Assert.Equal("2", (await events.Next("log")).Id);
        }

        await agent.Log(order, "three\nfour\n", seq: 3, offset: 8);
        await using var resumed = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-2/log/follow", lastEventId: "2");
        Assert.Equal(["three\n", "four\n"], Texts((await resumed.Next("log")).Data));
        await using var middle = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-2/log/follow?from=1", lastEventId: "3");
        Assert.Equal(["four\n"], Texts((await middle.Next("log")).Data));
    }

    /// <summary>A question to a silo that stands still is lost, and nobody says so: it must be asked again after seconds, whatever other calls may take.</summary>
    [Fact]
    public async Task AQuestionThatIsLostIsAskedAgain()
    {
        var lost = new LostPolls();
        await using var own = await GatewayWorld.Start(gateway =>
        {
            gateway.Services.AddSingleton<IIncomingGrainCallFilter>(lost);
            gateway.Services.PostConfigure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromHours(1));
            gateway.Services.PostConfigure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromHours(1));
        });
        var agent = await own.ConnectAgent("follow-lost");
        using var created = await own.Submit("follow-lost", new { agent = "follow-lost", kind = "shell", script = "true" });
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await using var events = await EventReader.Open(own.Operator, "/api/v1/tasks/follow-lost/log/follow");
        await events.Next("phase");

        await lost.First;
        await agent.Log(order, "one\n");

        Assert.Equal(["one\n"], Texts((await events.Next("log")).Data));
    }

    [Fact]
    public async Task ATaskThatIsOverIsToldToItsEnd()
    {
        var (agent, order) = await Running("follow-3");
        await agent.Log(order, "all\n");
        await agent.End(order, stdoutBytes: 4);
        await world.TaskWhen("follow-3", "succeeded");

        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-3/log/follow");

        Assert.Equal(["phase", "log", "end"], await Names(events));
        await using var after = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-3/log/follow?from=2");
        Assert.Equal(["phase", "end"], await Names(after));
    }

    [Fact]
    public async Task TheEndWaitsForTheWholeLog()
    {
        var (agent, order) = await Running("follow-4");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow-4/log/follow");
        await agent.End(order, stdoutBytes: 5);   // the result overtakes the last line
        Assert.Equal("succeeded", (await PhaseAfter(events, "running"))["phase"]!.GetValue<string>());

        await agent.Log(order, "late\n");

        Assert.Equal(["log", "end"], await Names(events));
    }

    [Fact]
    public async Task ManyFollowersSeeTheSame()
    {
        var (agent, order) = await Running("follow-5");
        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => EventReader.Open(world.Operator, "/api/v1/tasks/follow-5/log/follow")));

        await agent.Log(order, "for all\n");
        await agent.End(order, stdoutBytes: 8);

        foreach (var events in all)
        {
            Assert.Equal(["for all\n"], Texts((await events.Next("log")).Data));
            await events.Next("end");
            await events.DisposeAsync();
        }
    }

    [Fact]
    public async Task OneReaderMoreThanTheLimitIsAskedToComeBack()
    {
        await using var small = await GatewayWorld.Start("--Gateway:Follow:MaxFollowers=1");
        await small.Enrol("follow-6");
        using var created = await small.Submit("follow-6", Some.Task("follow-6"));
        await using var first = await EventReader.Open(small.Operator, "/api/v1/tasks/follow-6/log/follow");
        using var second = await small.Operator.GetAsync("/api/v1/tasks/follow-6/log/follow");

        await second.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-followers");
    }

    [Fact]
    public async Task ASilentLineIsKeptAlive()
    {
        await using var quiet = await GatewayWorld.Start("--Gateway:Follow:KeepAlive=00:00:01");
        await quiet.Enrol("follow-7");
        using var created = await quiet.Submit("follow-7", Some.Task("follow-7"));
        using var answer = await quiet.Operator.GetAsync("/api/v1/tasks/follow-7/log/follow", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var seen = new List<string?>();
        do
        {
            seen.Add(await lines.ReadLineAsync().Within("a keep-alive comment"));
        }
        while (seen[^1] is not null and not ": keep-alive");

        Assert.Contains(": keep-alive", seen);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task AnEventIdThatIsNoneIsRefused(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tasks/any/log/follow");
        request.Headers.Add("Last-Event-ID", id);
        using var answer = await world.Operator.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.BadRequest, "out-of-range");
    }

    private static async Task<List<string>> Names(EventReader events)
    {
        var names = new List<string>();
        while (await events.Next() is { } found)
        {
            names.Add(found.Name);
        }

        return names;
    }

    private static async Task<JsonNode> PhaseAfter(EventReader events, string phase)
    {
        while (true)
        {
            var (_, task) = await events.Next("phase");
            if (!string.Equals(task["phase"]!.GetValue<string>(), phase, StringComparison.Ordinal))
            {
                return task;
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode log) => log["records"]!.AsArray().Select(record => record!["text"]!.GetValue<string>());

    private async Task<(TestAgent Agent, RunTask Order)> Running(string id)
    {
        var agent = await world.ConnectAgent(id);
        using var created = await world.Submit(id, Some.Task(id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen(id, "running");
        return (agent, order);
    }
}
