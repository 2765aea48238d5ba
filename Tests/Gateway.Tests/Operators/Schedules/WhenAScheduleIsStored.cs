using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Schedules;

/// <summary>Schedules by REST, on a gateway with its silo; the agents' ends of the sockets are the test's.</summary>
public sealed class WhenAScheduleIsStored(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private readonly string _id = $"s-{Guid.NewGuid().ToString("N")[..12]}";

    private string Address => $"/api/v1/schedules/{_id}";

    [Fact]
    public async Task ItIsShownAsItWasSent_WithItsNextTenTimes()
    {
        var sent = Body(new { cron = "30 2 * * 1-5", timeZone = "Europe/Berlin", holidays = (string[])["2026-12-25"], jitterSeconds = 300 });
        using var created = await Put(sent);
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.StatusCode, created.Headers.ETag?.ToString()));
        using var again = await Put(sent);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        using var read = await world.Operator.GetAsync(Address);
        var schedule = await read.Json();

        Assert.Equal(("30 2 * * 1-5", "Europe/Berlin", 300), (schedule["when"]!["cron"]!.GetValue<string>(), schedule["when"]!["timeZone"]!.GetValue<string>(), schedule["when"]!["jitterSeconds"]!.GetValue<int>()));
        Assert.Equal(("once", "forbid", false), (schedule["missed"]!.GetValue<string>(), schedule["overlap"]!.GetValue<string>(), schedule["paused"]!.GetValue<bool>()));
        Assert.Equal(("role=web", "apt-get upgrade", true), (schedule["job"]!["on"]!.GetValue<string>(), schedule["job"]!["task"]!["script"]!.GetValue<string>(), schedule["job"]!["task"]!["secrets"]!.AsObject().ContainsKey("TOKEN")));
        Assert.DoesNotContain("hunter22", schedule.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(10, schedule["next"]!.AsArray().Count);
        Assert.All(schedule["next"]!.AsArray(), time => Assert.Matches("T02:30:00[+]0[12]:00$", time!.GetValue<string>()));
        Assert.Equal(schedule["next"]!.ToJsonString(), (await Preview(new { cron = "30 2 * * 1-5", timeZone = "Europe/Berlin", holidays = (string[])["2026-12-25"] })).ToJsonString());
    }

    [Fact]
    public async Task AnotherOneTakesItsPlace_OnlyWhereThatIsSaid()
    {
        await (await Put(Body(new { everySeconds = 3_600 }))).IsJson(HttpStatusCode.Created);
        var other = Body(new { everySeconds = 7_200 });

        await (await Put(other)).IsProblem(HttpStatusCode.Conflict, "conflicting-schedule");
        await (await Put(other, "\"2\"")).IsProblem(HttpStatusCode.PreconditionFailed, "schedule-changed");
        await (await Put(other, "2")).IsProblem(HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(2, (await (await Put(other, "\"1\"")).IsJson(HttpStatusCode.OK))["revision"]!.GetValue<int>());
        await (await Put(Body(new { everySeconds = 60 }), "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed, "schedule-changed");
        Assert.Equal(3, (await (await Put(Body(new { everySeconds = 60 }), "*")).IsJson(HttpStatusCode.OK))["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task ItIsListed_Paused_Resumed_AndDeleted()
    {
        await (await Put(Body(new { cron = "0 2 * * *" }))).IsJson(HttpStatusCode.Created);
        Assert.NotNull((await Listed())!["next"]);

        var paused = await (await Post("pause", null)).IsJson(HttpStatusCode.OK);
        Assert.Equal((true, 0), (paused["paused"]!.GetValue<bool>(), paused["next"]!.AsArray().Count));
        Assert.Null((await Listed())!["next"]);
        var resumed = await (await Post("resume", null)).IsJson(HttpStatusCode.OK);
        Assert.Equal((false, 10), (resumed["paused"]!.GetValue<bool>(), resumed["next"]!.AsArray().Count));

        using var deleted = await world.Operator.DeleteAsync(Address);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null(await Listed());
        using var gone = await world.Operator.DeleteAsync(Address);
        await gone.IsProblem(HttpStatusCode.NotFound, "unknown-schedule");
    }

    [Fact]
    public async Task RunNow_StartsItsWorkflowWithItsSecretsAndValues_Once()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("scheduled"));
        var sent = new
        {
            when = new { cron = "0 2 * * *" },
            workflow = new
            {
                name = "Patch",
                parameters = new { version = new { } },
                values = new { version = "2.4" },
                steps = new object[]
                {
                    new { name = "first", job = new { hosts = new[] { agent.Identity.AgentId }, task = new { kind = "shell", script = "true", secrets = new Dictionary<string, string> { ["TOKEN"] = "hunter22" } } } },
                    new { name = "wait", waitSeconds = 600 },
                },
            },
        };
        var id = _id[..12];
        using var created = await world.Operator.PutAsJsonAsync($"/api/v1/schedules/{id}", sent);
        var schedule = await created.IsJson(HttpStatusCode.Created);
        Assert.Equal("""{"name":"Patch","values":{"version":"2.4"},"steps":["first","wait"]}""", schedule["workflow"]!.ToJsonString());
        Assert.DoesNotContain("hunter22", schedule.ToJsonString(), StringComparison.Ordinal);
        using var again = await world.Operator.PutAsJsonAsync($"/api/v1/schedules/{id}", sent);
        await again.IsJson(HttpStatusCode.OK);

        await (await Run(new { jobId = "j" })).IsProblem(HttpStatusCode.BadRequest, "missing-field");
        await (await Run(new { jobId = "j", workflowId = "w" })).IsProblem(HttpStatusCode.BadRequest, "not-together");
        await (await Run(new { workflowId = "a--b" })).IsProblem(HttpStatusCode.BadRequest, "invalid-id");
        var workflow = $"w-{Guid.NewGuid().ToString("N")[..12]}";
        Assert.Equal(workflow, (await (await Run(new { workflowId = workflow })).IsJson(HttpStatusCode.OK))["workflowId"]!.GetValue<string>());
        await (await Run(new { workflowId = workflow })).IsJson(HttpStatusCode.OK);
        await (await Run(new { workflowId = "other" })).IsProblem(HttpStatusCode.Conflict, "schedule-busy");

        var order = await agent.NextOrder();
        Assert.Equal(($"{workflow}--first--1", "2.4", "hunter22"), (order.TaskId, order.Env!["PARAM_VERSION"], order.Secrets!["TOKEN"]));
        using var shown = await world.Operator.GetAsync($"/api/v1/workflows/{workflow}");
        Assert.Equal(id, (await shown.Json())["schedule"]!.GetValue<string>());
        using var listed = await world.Operator.GetAsync($"/api/v1/schedules/{id}");
        var start = (await listed.Json())["starts"]!.AsArray().Single()!;
        Assert.Equal((workflow, "running"), (start["workflowId"]!.GetValue<string>(), start["workflowPhase"]!.GetValue<string>()));

        Task<HttpResponseMessage> Run(object body) => world.Operator.PostAsJsonAsync($"/api/v1/schedules/{id}/run", body);
    }

    [Fact]
    public async Task RunNow_StartsItsJobWithItsSecrets_Once()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("scheduled"));
        var (name, job) = (agent.Identity.AgentId, $"j-{Guid.NewGuid().ToString("N")[..12]}");
        await (await Put(Body(new { cron = "0 2 * * *" }, new { hosts = new[] { name } }))).IsJson(HttpStatusCode.Created);

        Assert.Equal(job, (await (await Post("run", new { jobId = job })).IsJson(HttpStatusCode.OK))["jobId"]!.GetValue<string>());
        await (await Post("run", new { jobId = job })).IsJson(HttpStatusCode.OK);
        await (await Post("run", new { jobId = $"{job}-2" })).IsProblem(HttpStatusCode.Conflict, "schedule-busy");

        var order = await agent.NextOrder();
        Assert.Equal(($"{job}--1", "hunter22"), (order.TaskId, order.Secrets!["TOKEN"]));
        await agent.Accept(order);
        await agent.End(order);
        var shown = await Eventually.Get(Shown, schedule => schedule["starts"]![0]!["jobPhase"]!.GetValue<string>() == "succeeded", "the start is shown with how its job ended");
        Assert.Equal((job, "scheduleRunBy"), (shown["starts"]![0]!["jobId"]!.GetValue<string>(), shown["starts"]![0]!["why"]![0]!["code"]!.GetValue<string>()));
        using var read = await world.Operator.GetAsync($"/api/v1/jobs/{job}");
        Assert.Equal(_id, (await read.Json())["schedule"]!.GetValue<string>());
    }

    [Fact]
    public async Task EachChangeIsInTheTrail_AndAPreviewIsNot()
    {
        await (await Put(Body(new { cron = "0 2 * * *" }))).IsJson(HttpStatusCode.Created);
        await Preview(new { cron = "0 2 * * *" });
        await Post("pause", null);

        using var trail = await world.Operator.GetAsync("/api/v1/audit?limit=50");
        var actions = (await trail.Json())["items"]!.AsArray().Where(happened => happened!["target"]?.GetValue<string>() == _id).Select(happened => happened!["action"]!.GetValue<string>());
        Assert.Equal(["pauseSchedule", "putSchedule"], actions);
    }

    private static JsonObject Body(object when, object? hosts = null)
    {
        var job = hosts is null ? new JsonObject { ["on"] = "role=web" } : JsonSerializer.SerializeToNode(hosts)!.AsObject();
        job["task"] = new JsonObject { ["kind"] = "shell", ["script"] = "apt-get upgrade", ["secrets"] = new JsonObject { ["TOKEN"] = "hunter22" } };
        return new JsonObject { ["when"] = JsonSerializer.SerializeToNode(when), ["job"] = job };
    }

    private async Task<HttpResponseMessage> Put(JsonObject body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = JsonContent.Create(body.DeepClone()) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await world.Operator.SendAsync(request);
    }

    private Task<HttpResponseMessage> Post(string word, object? body) => world.Operator.PostAsync($"{Address}/{word}", body is null ? null : JsonContent.Create(body));

    private async Task<JsonNode> Preview(object when)
    {
        using var answer = await world.Operator.PostAsJsonAsync("/api/v1/schedules/preview", new { when });
        return (await answer.IsJson(HttpStatusCode.OK))["next"]!;
    }

    private async Task<JsonNode> Shown()
    {
        using var answer = await world.Operator.GetAsync(Address);
        return await answer.Json();
    }

    private async Task<JsonNode?> Listed()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/schedules?limit=500");
        return (await answer.Json())["items"]!.AsArray().SingleOrDefault(schedule => schedule!["id"]!.GetValue<string>() == _id);
    }
}
