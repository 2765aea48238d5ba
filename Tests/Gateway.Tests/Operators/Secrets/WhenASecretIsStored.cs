using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Secrets;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Secrets;

public sealed class WhenASecretIsStored(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Value = "correct horse battery staple";

    private readonly string _name = $"s-{Guid.NewGuid().ToString("N")[..12]}";

    [Fact]
    public async Task NobodyIsToldItsValue_AndAllElseIsShown()
    {
        using var created = await Put(new { value = Value, on = "role=web" });
        using var changed = await Put(new { on = "role=web or role=db" });
        using var again = await Put(new { value = Value + "!" });
        using var read = await world.Operator.GetAsync($"/api/v1/secrets/{_name}");
        using var list = await world.Operator.GetAsync("/api/v1/secrets?limit=500");
        using var audit = await world.Operator.GetAsync("/api/v1/audit?limit=500");
        var stored = await world.Grains.GetGrain<ISecretGrain>(_name).Read();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (created.StatusCode, changed.StatusCode, again.StatusCode));
        Assert.Equal(
            (_name, "role=web or role=db", 2, false, "first-admin"),
            (await read.Json()) is var secret ? (secret["name"]!.GetValue<string>(), secret["on"]!.GetValue<string>(), secret["version"]!.GetValue<int>(), secret["olderKey"]!.GetValue<bool>(), secret["by"]!.GetValue<string>()) : default);
        Assert.Equal(["by", "byId", "changedAt", "createdAt", "name", "olderKey", "on", "version"], (await read.Json()).AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Contains(_name, (await list.Json())["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        var events = (await audit.Json())["items"]!.AsArray().Where(happened => happened!["target"]?.GetValue<string>() == _name).ToList();
        Assert.Equal(["value", "for hosts where role=web or role=db", "value, for hosts where role=web"], events.Select(happened => happened!["detail"]!.GetValue<string>()));
        Assert.Equal(-1, stored!.Value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Value)));
        foreach (var answer in (HttpResponseMessage[])[created, changed, again, read, list, audit])
        {
            Assert.DoesNotContain(Value, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheHostIsToldIt_AndTheTaskShowsItsName()
    {
        var agent = await world.ConnectAgent("stored-1");
        using var created = await Put(new { value = Value, on = "name=stored-1" });
        using var submitted = await world.Submit("stored-a", Body("stored-1"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);
        var task = await world.TaskWhen("stored-a", "succeeded");
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/stored-a/spec");
        var body = await spec.Json();
        body["secrets"]!["OWN"] = "own value";   // that one is to be given again
        using var same = await world.Operator.PutAsJsonAsync("/api/v1/tasks/stored-a", body);
        using var again = await world.Operator.PutAsJsonAsync("/api/v1/tasks/stored-b", body);
        var next = await agent.NextOrder();

        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        Assert.Equal((Value, "own value"), (order.Secrets!["PASSWORD"], order.Secrets["OWN"]));
        Assert.DoesNotContain("PASSWORD", order.Env.Keys);
        Assert.Equal(_name, task["storedSecrets"]!["PASSWORD"]!.GetValue<string>());
        Assert.Equal(_name, body["storedSecrets"]!["PASSWORD"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (same.StatusCode, again.StatusCode));
        Assert.Equal(Value, next.Secrets!["PASSWORD"]);
        Assert.DoesNotContain(Value, task.ToJsonString() + body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATaskThatMayNotHaveIt_IsRefused_AndOneThatIsThereStaysWhatItIs()
    {
        await world.Enrol("stored-2");
        using var none = await world.Submit("stored-c", Body("stored-2"));
        await IsProblem(none, HttpStatusCode.UnprocessableEntity, "unknown-secret", "storedSecrets");
        using var created = await Put(new { value = Value, on = "name=another" });
        using var other = await world.Submit("stored-c", Body("stored-2"));
        await other.IsProblem(HttpStatusCode.UnprocessableEntity, "secret-not-for-host");
        using var changed = await Put(new { on = "all" });
        using var taken = await world.Submit("stored-c", Body("stored-2"));
        using var deleted = await world.Operator.DeleteAsync($"/api/v1/secrets/{_name}");
        using var again = await world.Submit("stored-c", Body("stored-2"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.OK), (taken.StatusCode, deleted.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task ItIsDeletedWhileATaskWaits_TheTaskNeverRunsAndSaysWhy()
    {
        var identity = await world.Enrol("stored-3");
        using var created = await Put(new { value = Value, on = "all" });
        using var submitted = await world.Submit("stored-d", Body("stored-3"));
        using var deleted = await world.Operator.DeleteAsync($"/api/v1/secrets/{_name}");
        var agent = world.Agent(identity);
        await agent.Connect();
        await agent.Hello(1);

        var task = await world.TaskWhen("stored-d", "rejected");
        using var plain = await world.Submit("stored-e", new { agent = "stored-3", kind = "shell", script = "true" });

        Assert.Equal("secretUnknown", task["why"]![0]!["code"]!.GetValue<string>());
        Assert.Contains($"There is no stored secret '{_name}'", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("stored-e", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task JobsWorkflowsAndSchedulesThatNameOneThatIsNotThere_AreRefused()
    {
        await world.Enrol("stored-4");
        var task = new { kind = "shell", script = "true", storedSecrets = new Dictionary<string, string> { ["PASSWORD"] = _name } };
        var job = new { hosts = new[] { "stored-4" }, task };
        using var jobAnswer = await world.Operator.PutAsJsonAsync("/api/v1/jobs/stored-job", job);
        using var workflow = await world.Operator.PutAsJsonAsync("/api/v1/workflows/stored-flow", new { steps = new[] { new { name = "one", job } } });
        using var schedule = await world.Operator.PutAsJsonAsync("/api/v1/schedules/stored-plan", new { when = new { everySeconds = 3_600 }, job });

        await IsProblem(jobAnswer, HttpStatusCode.UnprocessableEntity, "unknown-secret", "task.storedSecrets");
        await IsProblem(workflow, HttpStatusCode.UnprocessableEntity, "unknown-secret", "steps[0].job.task.storedSecrets");
        await IsProblem(schedule, HttpStatusCode.UnprocessableEntity, "unknown-secret", "job.task.storedSecrets");

        using var created = await Put(new { value = Value, on = "all" });
        using var stored = await world.Operator.PutAsJsonAsync("/api/v1/schedules/stored-plan", new { when = new { everySeconds = 3_600 }, job });
        using var shown = await world.Operator.GetAsync("/api/v1/schedules/stored-plan");
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        Assert.Equal(_name, (await shown.Json())["job"]!["task"]!["storedSecrets"]!["PASSWORD"]!.GetValue<string>());
    }

    /// <summary>A job's hosts are looked at one by one, as each gets its turn.</summary>
    [Fact]
    public async Task OfAJobEachHostIsLookedAt()
    {
        var (one, other) = (await world.ConnectAgent("stored-5"), await world.ConnectAgent("stored-6"));
        using var created = await Put(new { value = Value, on = "name=stored-5" });
        using var job = await world.Operator.PutAsJsonAsync(
            "/api/v1/jobs/stored-two", new { hosts = new[] { "stored-5", "stored-6" }, task = new { kind = "shell", script = "true", storedSecrets = new Dictionary<string, string> { ["PASSWORD"] = _name } } });
        var order = await one.NextOrder();
        await one.Accept(order);
        await one.End(order);
        var over = await Eventually.Get(
            async () => { using var answer = await world.Operator.GetAsync("/api/v1/jobs/stored-two"); return await answer.Json(); },
            view => view["terminal"]!.GetValue<bool>(), "the job is over");
        using var hosts = await world.Operator.GetAsync("/api/v1/jobs/stored-two/hosts");

        Assert.Equal(Value, order.Secrets!["PASSWORD"]);
        Assert.Equal("failed", over["phase"]!.GetValue<string>());
        Assert.Equal(["succeeded", "rejected"], (await hosts.Json())["items"]!.AsArray().Select(host => host!["phase"]!.GetValue<string>()));
        _ = other;
    }

    [Theory]
    [InlineData("""{}""", "missing-field", "value")]
    [InlineData("""{"value":"correct horse"}""", "missing-field", "on")]
    [InlineData("""{"on":"all"}""", "missing-field", "value")]
    [InlineData("""{"value":"abc","on":"all"}""", "secret-too-short", "value")]
    [InlineData("""{"value":"","on":"all"}""", "secret-too-short", "value")]
    [InlineData("""{"value":"correct\u0000horse","on":"all"}""", "nul-character", "value")]
    [InlineData("""{"value":"correct horse","on":"role="}""", "invalid-expression", "on")]
    [InlineData("""{"value":"correct horse","on":""}""", "invalid-expression", "on")]
    [InlineData("""{"value":"correct horse","on":"all","values":1}""", "unknown-field", "values")]
    public async Task WhatIsNotInOrder_IsRefused_AndNothingIsStored(string body, string code, string field)
    {
        using var answer = await world.Operator.PutAsync($"/api/v1/secrets/{_name}", new StringContent(body, Encoding.UTF8, "application/json"));
        using var read = await world.Operator.GetAsync($"/api/v1/secrets/{_name}");

        await IsProblem(answer, HttpStatusCode.BadRequest, code, field);
        Assert.DoesNotContain("correct", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await read.IsProblem(HttpStatusCode.NotFound, "unknown-secret");
    }

    [Fact]
    public async Task WhatIsTooLargeOrHasNoName_IsRefused()
    {
        using var large = await Put(new { value = new string('x', SecretNames.ValueBytes + 1), on = "all" });
        using var whole = await Put(new { value = new string('x', SecretNames.ValueBytes), on = "all" });
        using var odd = await world.Operator.PutAsJsonAsync("/api/v1/secrets/-x", new { value = Value, on = "all" });
        using var expression = await Put(new { on = new string('x', 4_097) });
        using var none = await world.Operator.DeleteAsync("/api/v1/secrets/not-there");
        using var cursor = await world.Operator.GetAsync("/api/v1/secrets?cursor=%2F");

        await IsProblem(large, HttpStatusCode.BadRequest, "secret-too-large", "value");
        Assert.Equal(HttpStatusCode.Created, whole.StatusCode);
        await IsProblem(odd, HttpStatusCode.BadRequest, "invalid-name", "name");
        await IsProblem(expression, HttpStatusCode.BadRequest, "invalid-expression", "on");
        await none.IsProblem(HttpStatusCode.NotFound, "unknown-secret");
        await cursor.IsProblem(HttpStatusCode.BadRequest, "invalid-cursor");
    }

    [Theory]
    [InlineData("1A", "db", "invalid-variable")]
    [InlineData("OPS_A", "db", "invalid-variable")]
    [InlineData("B", "-", "invalid-name")]
    [InlineData("B", null, "invalid-name")]
    [InlineData("A", "db", "given-twice")]
    [InlineData("C", "db", "given-twice")]
    public async Task ATaskThatDoesNotNameItRight_IsRefused(string variable, string? name, string code)
    {
        await world.Enrol("stored-7");

        using var answer = await world.Submit("stored-f", new
        {
            agent = "stored-7",
            kind = "shell",
            script = "true",
            env = new Dictionary<string, string> { ["A"] = "b" },
            secrets = new Dictionary<string, string> { ["C"] = "value" },
            storedSecrets = new Dictionary<string, string?> { [variable] = name },
        });

        await IsProblem(answer, HttpStatusCode.BadRequest, code, "storedSecrets");
    }

    [Fact]
    public async Task WhoIsNoOperator_IsNotLetIn()
    {
        using var stranger = await world.Stranger.GetAsync("/api/v1/secrets");
        using var host = world.Client(await world.JoinToken());
        using var joining = await host.PutAsJsonAsync($"/api/v1/secrets/{_name}", new { value = Value, on = "all" });

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (stranger.StatusCode, joining.StatusCode));
    }

    [Fact]
    public async Task AnotherKeyComesFirst_WhatIsStoredIsSealedAnew()
    {
        var old = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var rotated = await GatewayWorld.Start($"--Gateway:SecretsKey={fresh},{old}");
        var before = new SecretSeal(new SecretsKey(Convert.FromBase64String(old)));
        var strange = new SecretSeal(new SecretsKey(RandomNumberGenerator.GetBytes(32)));
        await Store(rotated, "one", before);
        await Store(rotated, "two", rotated.Services.GetRequiredService<SecretSeal>());
        await Store(rotated, "lost", strange);
        using var first = await rotated.Operator.GetAsync("/api/v1/secrets/one");
        Assert.True((await first.Json())["olderKey"]!.GetValue<bool>());

        using var done = await rotated.Operator.PostAsync("/api/v1/secrets/reseal", null);
        using var again = await rotated.Operator.PostAsync("/api/v1/secrets/reseal", null);
        using var after = await rotated.Operator.GetAsync("/api/v1/secrets/one");

        Assert.Equal("""{"resealed":1,"kept":1,"unreadable":["lost"]}""", (await done.Json()).ToJsonString());
        Assert.Equal("""{"resealed":0,"kept":2,"unreadable":["lost"]}""", (await again.Json()).ToJsonString());
        Assert.Equal((false, 1), ((await after.Json())["olderKey"]!.GetValue<bool>(), (await after.Json())["version"]!.GetValue<int>()));
        var alone = new SecretSeal(new SecretsKey(Convert.FromBase64String(fresh)));
        Assert.Equal(Value, alone.Open("one", (await rotated.Grains.GetGrain<ISecretGrain>("one").Read())!.Value));

        var agent = await rotated.ConnectAgent("host-1");
        using var task = await rotated.Submit("t1", Body("host-1", "one"));
        Assert.Equal(Value, (await agent.NextOrder()).Secrets!["PASSWORD"]);
        using var unreadable = await rotated.Submit("t2", Body("host-1", "lost"));
        Assert.Contains("Gateway:SecretsKeyFile", (await rotated.TaskWhen("t2", "rejected"))["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Task<SecretReply> Store(GatewayWorld world, string name, SecretSeal seal) =>
        world.Grains.GetGrain<ISecretGrain>(name).Put(new SecretSpec { Value = seal.Seal(name, Value), Key = seal.Key, On = "all", By = "token", ById = "t" });

    private static async Task IsProblem(HttpResponseMessage answer, HttpStatusCode status, string code, string field) =>
        Assert.Equal([field], (await answer.IsProblem(status, code))["errors"]!.AsObject().Select(error => error.Key));

    private async Task<HttpResponseMessage> Put(object body) => await world.Operator.PutAsJsonAsync($"/api/v1/secrets/{_name}", body);

    private object Body(string agent, string? name = null) => new
    {
        agent,
        kind = "shell",
        script = "true",
        secrets = new Dictionary<string, string> { ["OWN"] = "own value" },
        storedSecrets = new Dictionary<string, string> { ["PASSWORD"] = name ?? _name },
    };
}
