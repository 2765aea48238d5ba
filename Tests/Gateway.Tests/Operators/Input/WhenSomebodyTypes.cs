using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Input;

/// <summary>Typing over REST, with an agent that says what a test wants it to say.</summary>
public sealed class WhenSomebodyTypes(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItGoesToTheTasksHost_AndTheAnswerSaysHowFarItIs()
    {
        var (agent, _) = await Shell("typed");
        agent.Types = input => new InputTyped(input.Number, InputCode.Typed, input.Data is null ? 7 : input.At + input.Data.Length);

        var typed = await Post("typed", new { at = 5, data = "ls\n"u8.ToArray() });
        using var asked = await world.Operator.GetAsync("/api/v1/tasks/typed/input");
        using var resized = await world.Operator.PutAsJsonAsync("/api/v1/tasks/typed/terminal", new { columns = 132, rows = 43 });

        Assert.Equal((HttpStatusCode.OK, 8), (typed.Status, (int)typed.Body["typed"]!));
        Assert.Equal(7, (int)(await asked.Json())["typed"]!);
        Assert.Equal(HttpStatusCode.OK, resized.StatusCode);
        Assert.Equal(("typed", 1, 5L, "ls\n"), (agent.Inputs[0].TaskId, agent.Inputs[0].Attempt, agent.Inputs[0].At, Encoding.UTF8.GetString(agent.Inputs[0].Data!)));
        Assert.Equal((null, null), (agent.Inputs[1].Data, agent.Inputs[1].Size));
        Assert.Equal((null, new TerminalSize(132, 43)), (agent.Inputs[2].Data, agent.Inputs[2].Size));
    }

    [Fact]
    public async Task WithoutAScriptItIsAShellWithATerminal()
    {
        var (_, order) = await Shell("login");
        var task = await world.Operator.GetFromJsonAsync<JsonNode>("/api/v1/tasks/login");
        var spec = await world.Operator.GetFromJsonAsync<JsonNode>("/api/v1/tasks/login/spec");
        using var again = await world.Submit("login", spec!);

        Assert.Equal((TaskKind.Shell, new TerminalSize(80, 24), 1_800_000L, 86_400_000L), (order.Kind, order.Tty, order.InputIdleMs, order.TimeoutMs));
        Assert.Contains("getent passwd", Encoding.UTF8.GetString(order.Script!), StringComparison.Ordinal);
        Assert.Equal("""{"idleSeconds":1800}""", task!["input"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);   // the same task
    }

    [Theory]
    [InlineData(InputCode.Typed, 3, 409, "input-gap")]
    [InlineData(InputCode.NotRunning, 0, 409, "not-running")]
    [InlineData(InputCode.Over, 0, 409, "input-closed")]
    [InlineData(InputCode.TakesNone, 0, 409, "takes-no-input")]
    [InlineData(InputCode.Busy, 0, 503, "input-busy")]
    [InlineData((InputCode)99, 0, 503, "input-busy")]
    public async Task WhatTheHostSaysIsSaid(InputCode code, long typed, int status, string problem)
    {
        var id = $"said-{(int)code}";
        var (agent, _) = await Shell(id);
        agent.Types = input => new InputTyped(input.Number, code, typed);

        var answer = await Post(id, new { at = 5, data = "x"u8.ToArray() });

        Assert.Equal((status, problem), ((int)answer.Status, (string?)answer.Body["code"]));
        Assert.True(code != InputCode.Typed || ((string?)answer.Body["detail"])!.Contains("3 bytes were typed so far", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHostThatIsAwayIsToBeAskedAgain()
    {
        var (agent, _) = await Shell("away");
        agent.Cut();
        await Eventually.Get(() => Post("away", new { at = 0, data = "x"u8.ToArray() }), answer => (string?)answer.Body["code"] == "host-away", "the host is away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Post("away", new { at = 0, data = "x"u8.ToArray() })).Status);
    }

    [Fact]
    public async Task WhatTakesNoInputOrIsOverIsNotAskedAbout()
    {
        var agent = await world.ConnectAgent("no-input");
        using var submitted = await world.Submit("no-input", Some.Task(agent.Id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        Assert.Equal("takes-no-input", (string?)(await Post("no-input", new { at = 0, data = "x"u8.ToArray() })).Body["code"]);
        Assert.Equal("unknown-task", (string?)(await Post("nobody-s", new { at = 0, data = "x"u8.ToArray() })).Body["code"]);

        var (over, shell) = await Shell("over");
        await over.End(shell);
        await world.TaskWhen("over", "succeeded");
        Assert.Equal("input-closed", (string?)(await Post("over", new { at = 0, data = "x"u8.ToArray() })).Body["code"]);
        Assert.Empty(agent.Inputs);
    }

    [Theory]
    [InlineData("""{"data":"eA=="}""", "missing-field", "at")]
    [InlineData("""{"at":0}""", "missing-field", "data")]
    [InlineData("""{"at":0,"data":""}""", "missing-field", "data")]
    [InlineData("""{"at":-1,"data":"eA=="}""", "out-of-range", "at")]
    [InlineData("""{"at":67108864,"data":"eA=="}""", "out-of-range", "at")]
    public async Task WhatIsOutsideTheLimitsIsNamed(string body, string code, string field)
    {
        using var answer = await world.Operator.PostAsync("/api/v1/tasks/any/input", new StringContent(body, Encoding.UTF8, "application/json"));
        var said = await answer.Json();

        Assert.Equal((400, code), ((int)answer.StatusCode, (string?)said["code"]));
        Assert.Contains(field, said["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task TooMuchAtOnceIsTooLarge() =>
        Assert.Equal("input-too-large", (string?)(await Post("any", new { at = 0, data = new byte[Limits.InputBytes + 1] })).Body["code"]);

    [Theory]
    [InlineData("""{"input":{"idleSeconds":59}}""", "out-of-range", "input.idleSeconds")]
    [InlineData("""{"input":{"idleSeconds":86401}}""", "out-of-range", "input.idleSeconds")]
    [InlineData("""{"input":{},"stdin":"x"}""", "not-together", "stdin")]
    [InlineData("""{"input":{},"retry":{"times":1}}""", "not-together", "retry")]
    [InlineData("""{"input":{},"onLost":"retry"}""", "not-together", "onLost")]
    [InlineData("""{"input":{},"kind":"collect","collect":{"paths":["/etc/hosts"]}}""", "not-together", "kind")]
    public async Task WhatDoesNotGoTogetherIsRefused(string task, string code, string field)
    {
        var body = JsonNode.Parse(task)!.AsObject();
        body["agent"] = "any";
        using var answer = await world.Submit("refused", body);
        var said = await answer.Json();

        Assert.Equal((400, code), ((int)answer.StatusCode, (string?)said["code"]));
        Assert.Contains(field, said["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task NobodyTypesIntoTheTasksOfAJob()
    {
        using var answer = await world.Operator.PutAsJsonAsync("/api/v1/jobs/typed-job", new { hosts = new[] { "a" }, task = new { kind = "shell", script = "true", input = new { } } });

        Assert.Equal("not-together", (string?)(await answer.Json())["code"]);
    }

    [Fact]
    public async Task TheTrailSaysOnceWhoTypes_AndNeverWhat()
    {
        var (agent, _) = await Shell("trail");
        agent.Types = input => new InputTyped(input.Number, InputCode.Typed, input.At + (input.Data?.Length ?? 0));
        for (var at = 0; at < 5; at++)
        {
            await Post("trail", new { at, data = "s"u8.ToArray() });
        }

        var trail = (await world.Operator.GetFromJsonAsync<JsonNode>("/api/v1/audit?limit=200"))!["items"]!.AsArray();
        var happened = Assert.Single(trail, happened => (string?)happened!["action"] == "typeInput" && (string?)happened["target"] == "trail");
        Assert.Null((string?)happened!["detail"]);
    }

    [Fact]
    public async Task AnOlderAgentIsNotGivenIt()
    {
        var agent = world.Agent(await world.Enrol("older-shell"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { AgentVersion = "0.9.8", Minor = 8 });
        using var submitted = await world.Submit("older-shell", new { agent = agent.Id, input = new { } });

        var task = await world.TaskWhen("older-shell", "rejected");

        Assert.Contains("Its agent is version 0.9.8, which does not know how to let somebody type into a task. Update the agent", (string?)task["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatItsTerminalShowed_IsARecordingOfWholeCharacters()
    {
        var (agent, order) = await Shell("cast");
        await agent.Send(nameof(IAgentHub.Log), Some.RawBatch(order, [.. "$ "u8, 0xE4, 0xBD], 1, 0));
        await agent.NextMark();
        await agent.Send(nameof(IAgentHub.Log), Some.RawBatch(order, [0xA0, .. "\r\n"u8], 2, 4));
        await agent.NextMark();
        await agent.End(order, stdoutBytes: 7);
        await world.TaskWhen("cast", "succeeded");

        var lines = (await world.Operator.GetStringAsync("/api/v1/tasks/cast/recording")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(80, (int)JsonNode.Parse(lines[0])!["width"]!);
        Assert.Equal(["$ ", "\u4f60\r\n"], lines.Skip(1).Select(line => (string?)JsonNode.Parse(line)![2]));
    }

    private async Task<(TestAgent Agent, RunTask Order)> Shell(string id)
    {
        var agent = world.Agent(await world.Enrol(id));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { Minor = ProtocolVersion.Minor });
        using var submitted = await world.Submit(id, new { agent = agent.Id, input = new { } });
        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen(id, "running");
        return (agent, order);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> Post(string id, object body)
    {
        using var answer = await world.Operator.PostAsJsonAsync($"/api/v1/tasks/{id}/input", body);
        return (answer.StatusCode, await answer.Json());
    }
}
