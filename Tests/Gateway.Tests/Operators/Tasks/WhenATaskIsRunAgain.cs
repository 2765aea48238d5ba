using System.Net;
using System.Net.Http.Json;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenATaskIsRunAgain(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task WhatWasAskedForIsABodyForAnotherSubmission()
    {
        var agent = await world.Enrol("again-1");
        using var first = await world.Submit("again-a", new
        {
            agent = "again-1",
            kind = "bash",
            script = "echo $WORD",
            argv = new[] { "one" },
            env = new Dictionary<string, string> { ["WORD"] = "hello" },
            stdinBase64 = "/w==",
            workingDirectory = "/tmp",
            timeoutSeconds = 60,
            labels = new { app = "shop" },
        });
        Assert.True(first.StatusCode == HttpStatusCode.Created, await first.Content.ReadAsStringAsync());

        using var spec = await world.Operator.GetAsync("/api/v1/tasks/again-a/spec");
        var body = await spec.Json();
        using var again = await world.Operator.PutAsJsonAsync("/api/v1/tasks/again-b", body);
        using var same = await world.Operator.PutAsJsonAsync("/api/v1/tasks/again-a", body);

        Assert.Equal(agent.AgentId, body["agent"]!.GetValue<string>());
        Assert.Equal(("echo $WORD", "/w==", "hello"), (body["script"]!.GetValue<string>(), body["stdinBase64"]!.GetValue<string>(), body["env"]!["WORD"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);   // not 409: it is the same in every part
    }

    [Fact]
    public async Task AnUnknownTaskIsNotFound()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/tasks/nobody/spec");

        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-task");
    }
}
