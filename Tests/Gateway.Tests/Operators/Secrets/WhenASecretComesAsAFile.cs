using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Secrets;

public sealed class WhenASecretComesAsAFile(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Value = "correct horse battery staple";

    private readonly string _name = $"f-{Guid.NewGuid().ToString("N")[..12]}";

    [Fact]
    public async Task TheHostIsToldWhichOnes_AndTheTaskShowsThem()
    {
        var agent = await world.ConnectAgent("files-1");
        using var created = await world.Operator.PutAsJsonAsync($"/api/v1/secrets/{_name}", new { value = Value, on = "all" });
        using var submitted = await world.Submit("files-a", Body("files-1"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);
        var task = await world.TaskWhen("files-a", "succeeded");
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/files-a/spec");
        var body = await spec.Json();
        body["secrets"]!["OWN"] = "own value";
        body["secretFiles"] = new JsonArray("OWN", "KEY_FILE");   // their order means nothing
        using var same = await world.Operator.PutAsJsonAsync("/api/v1/tasks/files-a", body);
        body["secretFiles"] = new JsonArray("OWN");
        using var other = await world.Operator.PutAsJsonAsync("/api/v1/tasks/files-a", body);

        Assert.Equal(["KEY_FILE", "OWN"], order.SecretFiles);
        Assert.Equal((Value, "own value"), (order.Secrets!["KEY_FILE"], order.Secrets["OWN"]));
        Assert.Equal("""["KEY_FILE","OWN"]""", task["secretFiles"]!.ToJsonString());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (submitted.StatusCode, same.StatusCode));
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
        Assert.DoesNotContain(Value, task.ToJsonString() + body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobsWorkflowsAndSchedulesCarryThem()
    {
        var agent = await world.ConnectAgent("files-2");
        using var created = await world.Operator.PutAsJsonAsync($"/api/v1/secrets/{_name}", new { value = Value, on = "all" });
        var job = new { hosts = new[] { "files-2" }, task = Body(agent: null) };
        using var asJob = await world.Operator.PutAsJsonAsync("/api/v1/jobs/files-job", job);
        var ofJob = await agent.NextOrder();
        await agent.Accept(ofJob);
        await agent.End(ofJob);
        using var workflow = await world.Operator.PutAsJsonAsync("/api/v1/workflows/files-flow", new { steps = new[] { new { name = "one", job } } });
        var ofStep = await agent.NextOrder();
        using var schedule = await world.Operator.PutAsJsonAsync("/api/v1/schedules/files-plan", new { when = new { everySeconds = 3_600 }, job });
        using var shown = await world.Operator.GetAsync("/api/v1/schedules/files-plan");

        Assert.Equal(["KEY_FILE", "OWN"], ofJob.SecretFiles);
        Assert.Equal(["KEY_FILE", "OWN"], ofStep.SecretFiles);
        Assert.Equal(HttpStatusCode.Created, schedule.StatusCode);
        Assert.Equal("""["KEY_FILE","OWN"]""", (await shown.Json())["job"]!["task"]!["secretFiles"]!.ToJsonString());
    }

    [Theory]
    [InlineData("OPEN", "invalid-variable")]
    [InlineData("NONE", "invalid-variable")]
    [InlineData(null, "invalid-variable")]
    [InlineData("OWN", "given-twice")]
    public async Task WhatIsNoSecretOfTheTask_IsRefused(string? variable, string code)
    {
        await world.Enrol("files-3");

        using var answer = await world.Submit("files-c", new
        {
            agent = "files-3",
            kind = "shell",
            script = "true",
            env = new Dictionary<string, string> { ["OPEN"] = "value" },
            secrets = new Dictionary<string, string> { ["OWN"] = "own value" },
            secretFiles = new[] { "OWN", variable },
        });

        Assert.Equal(["secretFiles"], (await answer.IsProblem(HttpStatusCode.BadRequest, code))["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task ATaskThatRunsNothing_HasNone()
    {
        await world.Enrol("files-4");

        using var answer = await world.Submit("files-d", new { agent = "files-4", kind = "collect", collect = new { paths = new[] { "/etc/hosts" } }, secretFiles = new[] { "OWN" } });

        await answer.IsProblem(HttpStatusCode.BadRequest, "not-for-files");
    }

    private object Body(string? agent) => new
    {
        agent,
        kind = "shell",
        script = "true",
        secrets = new Dictionary<string, string> { ["OWN"] = "own value" },
        storedSecrets = new Dictionary<string, string> { ["KEY_FILE"] = _name },
        secretFiles = new[] { "KEY_FILE", "OWN" },
    };
}
