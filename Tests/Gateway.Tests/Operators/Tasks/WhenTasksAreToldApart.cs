using System.Net;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenTasksAreToldApart(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ATaskHasTheNameThatItWasGiven()
    {
        await world.Enrol("named");
        using var submitted = await world.Submit("named-1", new { agent = "named", kind = "shell", script = "true", name = "Nightly backup 夜间" });
        using var again = await world.Submit("named-1", new { agent = "named", kind = "shell", script = "true", name = "Nightly backup 夜间" });
        using var other = await world.Submit("named-1", new { agent = "named", kind = "shell", script = "true", name = "Another" });
        using var found = await world.Operator.GetAsync("/api/v1/tasks?text=NIGHTLY");
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/named-1/spec");

        Assert.Equal("Nightly backup 夜间", (await submitted.Json())["name"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
        Assert.Equal("Nightly backup 夜间", Assert.Single((await found.Json())["items"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal("Nightly backup 夜间", (await spec.Json())["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("\u202Eturned")]
    public async Task ANameThatCannotBeShownIsRefused(string name)
    {
        using var answer = await world.Submit("bad-name", new { agent = "x", kind = "shell", script = "true", name });

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-name");
    }

    [Fact]
    public async Task MineAreThoseOfMyToken()
    {
        await world.Enrol("shared");
        using var made = await world.Operator.PostAsync("/api/v1/tokens", System.Net.Http.Json.JsonContent.Create(new { name = "ada" }));
        using var ada = world.Client((await made.Json())["token"]!.GetValue<string>());
        (await world.Submit("by-first", Some.Task("shared"))).Dispose();
        using var hers = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(ada, "/api/v1/tasks/by-ada", Some.Task("shared"));

        Assert.Equal(["by-ada"], await Listed(ada, "by=me&agent=shared"));
        Assert.Equal(["by-first"], await Listed(world.Operator, "by=me&agent=shared"));
        Assert.Equal(["by-ada"], await Listed(world.Operator, "by=ada"));
        using var counts = await ada.GetAsync("/api/v1/tasks/counts?by=me");
        Assert.Equal(1, (await counts.Json())["queued"]!.GetValue<int>());
    }

    [Fact]
    public async Task ANamesakesAreNotMine()
    {
        await world.Enrol("twice");
        (await world.Submit("by-the-first", Some.Task("twice"))).Dispose();
        using var me = await world.Operator.GetAsync("/api/v1/whoami");
        using var made = await world.Operator.PostAsync("/api/v1/tokens", System.Net.Http.Json.JsonContent.Create(new { name = (await me.Json())["name"]!.GetValue<string>() }));
        using var namesake = world.Client((await made.Json())["token"]!.GetValue<string>());
        using var theirs = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(namesake, "/api/v1/tasks/by-the-second", Some.Task("twice"));

        Assert.Equal(["by-the-first"], await Listed(world.Operator, "by=me&agent=twice"));
        Assert.Equal(["by-the-second"], await Listed(namesake, "by=me&agent=twice"));
    }

    [Fact]
    public async Task HowLongATaskIsKeptIsAPartOfWhatWasAsked()
    {
        await world.Enrol("keeps");
        using var sent = await world.Submit("kept-1", new { agent = "keeps", kind = "shell", script = "true", keepSeconds = 2_592_000 });
        using var other = await world.Submit("kept-1", new { agent = "keeps", kind = "shell", script = "true" });
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/kept-1/spec");

        Assert.Equal(2_592_000, (await sent.Json())["keepSeconds"]!.GetValue<int>());
        Assert.Equal(2_592_000, (await spec.Json())["keepSeconds"]!.GetValue<int>());
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
    }

    [Fact]
    public async Task ATaskThatIsOverIsRemovedWithItsLog()
    {
        var agent = await world.ConnectAgent("deletes");
        (await world.Submit("gone-1", Some.Task("deletes"))).Dispose();
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Log(order, "hello\n");
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/follow?agent=deletes");
        await events.Next("counts");

        using var tooEarly = await world.Operator.DeleteAsync("/api/v1/tasks/gone-1");
        await tooEarly.IsProblem(HttpStatusCode.Conflict, "task-not-over");
        await agent.End(order, stdoutBytes: 6);
        await world.TaskWhen("gone-1", "succeeded");

        using var deleted = await world.Operator.DeleteAsync("/api/v1/tasks/gone-1");
        using var again = await world.Operator.DeleteAsync("/api/v1/tasks/gone-1");
        using var log = await world.Operator.GetAsync("/api/v1/tasks/gone-1/log");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await again.IsProblem(HttpStatusCode.NotFound, "unknown-task");
        await log.IsProblem(HttpStatusCode.NotFound, "unknown-task");
        Assert.DoesNotContain("gone-1", await Listed(world.Operator, "agent=deletes"));
        Assert.Equal("gone-1", (await events.Next("gone")).Data["id"]!.GetValue<string>());

        (await world.Submit("gone-1", Some.Task("deletes", "echo anew"))).Dispose();   // the id is free again
        Assert.Equal(1, (await agent.NextOrder()).Attempt);
    }

    [Fact]
    public async Task WaitingMeansOverAndTheLogStored()
    {
        var agent = await world.ConnectAgent("waits");
        var submitting = world.Submit("waits-1", Some.Task("waits"), waitSeconds: 30);
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order, stdoutBytes: 6);   // its output is late
        var reading = world.Operator.GetAsync("/api/v1/tasks/waits-1/log?waitSeconds=30");
        using var glance = await world.Operator.GetAsync("/api/v1/tasks/waits-1/log");
        Assert.Empty((await glance.Json())["records"]!.AsArray());
        Assert.False(submitting.IsCompleted);
        await agent.Log(order, "hello\n");

        using var submitted = await submitting.Within("the submission that waits is answered");
        using var read = await reading.Within("the log that waits is answered");
        var log = await read.Json();
        Assert.True((await submitted.Json())["log"]!["complete"]!.GetValue<bool>());
        Assert.True(log["complete"]!.GetValue<bool>());
        Assert.Equal("hello", Assert.Single(log["records"]!.AsArray())!["text"]!.GetValue<string>().TrimEnd());
    }

    private static async Task<List<string>> Listed(HttpClient client, string query)
    {
        using var answer = await client.GetAsync($"/api/v1/tasks?{query}");
        return [.. (await answer.Json())["items"]!.AsArray().Select(task => task!["id"]!.GetValue<string>())];
    }
}
