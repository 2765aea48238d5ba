using System.Net;
using System.Net.Http.Json;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Schedules;

/// <summary>Bad schedules: each gets its clear error, and nothing is stored.</summary>
public sealed class ScheduleRefusalTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Job = """ "job":{"on":"all","task":{"kind":"shell","script":"true"}} """;
    private const string Daily = """ "when":{"cron":"0 2 * * *"} """;

    [Theory]
    [InlineData($$"""{ {{Job}} }""", "missing-field", "when")]
    [InlineData($$"""{"when":{}, {{Job}} }""", "missing-field", "when")]
    [InlineData($$"""{"when":{"cron":"0 2 * * *","everySeconds":60}, {{Job}} }""", "not-together", "when")]
    [InlineData($$"""{"when":{"cron":"* * * * * *"}, {{Job}} }""", "invalid-time", "when.cron", "seconds are not taken, the shortest interval is one minute")]
    [InlineData($$"""{"when":{"cron":"61 * * * *"}, {{Job}} }""", "invalid-time", "when.cron")]
    [InlineData($$"""{"when":{"cron":"0 2 31 2 *"}, {{Job}} }""", "invalid-time", "when.cron", "never comes")]
    [InlineData($$"""{"when":{"cron":"0 2 * * *","timeZone":"Mars"}, {{Job}} }""", "invalid-time", "when.timeZone", "IANA")]
    [InlineData($$"""{"when":{"everySeconds":1}, {{Job}} }""", "out-of-range", "when.everySeconds", "the shortest interval is 60")]
    [InlineData($$"""{"when":{"everySeconds":40000000}, {{Job}} }""", "out-of-range", "when.everySeconds", "31622400")]
    [InlineData($$"""{"when":{"cron":"0 2 * * *","from":"2026-01-01T00:00:00Z"}, {{Job}} }""", "not-together", "when.from")]
    [InlineData($$"""{"when":{"at":"2020-01-01T00:00:00Z"}, {{Job}} }""", "invalid-time", "when.at", "is past")]
    [InlineData($$"""{"when":{"at":"2120-01-01T00:00:00"}, {{Job}} }""", "invalid-time", "when.at", "with its offset")]
    [InlineData($$"""{"when":{"cron":"0 2 * * *","holidays":["25.12.2026"]}, {{Job}} }""", "invalid-time", "when.holidays", "'25.12.2026', which is no date")]
    [InlineData($$"""{"when":{"cron":"0 2 * * *","jitterSeconds":3601}, {{Job}} }""", "out-of-range", "when.jitterSeconds", "3600")]
    [InlineData($$"""{"when":{"everySeconds":60,"jitterSeconds":60}, {{Job}} }""", "out-of-range", "when.jitterSeconds", "less than the interval")]
    [InlineData($$"""{ {{Daily}} }""", "missing-field", "job")]
    [InlineData($$"""{ {{Daily}}, "missedMost":5, {{Job}} }""", "not-together", "missedMost")]
    [InlineData($$"""{ {{Daily}}, "missed":"all", "missedMost":101, {{Job}} }""", "out-of-range", "missedMost", "1 to 100")]
    [InlineData($$"""{ {{Daily}}, "missed":"never", {{Job}} }""", "invalid-value", "missed")]
    [InlineData($$"""{ {{Daily}}, "overlap":"allow", {{Job}} }""", "invalid-value", "overlap", "forbid, queue, replace")]
    [InlineData($$"""{ {{Daily}}, "name":" ", {{Job}} }""", "invalid-name", "name")]
    [InlineData($$"""{ {{Daily}}, "job":{"on":"role=","task":{"kind":"shell","script":"true"} } }""", "invalid-expression", "job.on")]
    [InlineData($$"""{ {{Daily}}, "job":{"on":"all","task":{"kind":"shell"} } }""", "missing-field", "job.task.script")]
    [InlineData($$"""{ {{Daily}}, "job":{"hosts":["nobody"],"task":{"kind":"shell","script":"true"} } }""", "unknown-agent", "job.hosts")]
    [InlineData($$"""{ {{Daily}}, "job":{"on":"all","task":{"kind":"shell","script":"true","labels":{"schedule":"a"} } } }""", "invalid-label", "job.task.labels")]
    [InlineData($$"""{ {{Daily}}, {{Job}}, "workflow":{"steps":[{"name":"a","waitSeconds":1}]} }""", "not-together", "workflow")]
    [InlineData($$"""{ {{Daily}}, "workflow":{"steps":[]} }""", "too-many-steps", "workflow.steps")]
    [InlineData($$"""{ {{Daily}}, "workflow":{"parameters":{"a":{} },"steps":[{"name":"a","waitSeconds":1}]} }""", "invalid-parameter", "workflow.values.a")]
    [InlineData($$"""{ {{Daily}}, "workflow":{"steps":[{"name":"a","job":{"on":"role=","task":{"kind":"shell","script":"true"} } }]} }""", "invalid-expression", "workflow.steps[0].job.on")]
    [InlineData($$"""{ {{Daily}}, "workflow":{"steps":[{"name":"a","job":{"hosts":["nobody"],"task":{"kind":"shell","script":"true"} } }]} }""", "unknown-agent", "workflow.steps[0].job.hosts")]
    [InlineData($$"""{ {{Daily}}, "workflow":{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","labels":{"schedule":"a"} } } }]} }""", "invalid-label", "workflow.steps[0].job.task.labels")]
    public async Task Put_ABadSchedule_NamesItsField(string body, string code, string field, string said = "")
    {
        var id = $"bad-{Guid.NewGuid().ToString("N")[..8]}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PutAsync($"/api/v1/schedules/{id}", content);

        var problem = await answer.Json();
        Assert.Equal((code, field), (problem["code"]?.GetValue<string>(), problem["errors"]?.AsObject().Select(error => error.Key).Single()));
        Assert.Contains(said, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        using var there = await world.Operator.GetAsync($"/api/v1/schedules/{id}");
        await there.IsProblem(HttpStatusCode.NotFound, "unknown-schedule");
    }

    [Fact]
    public async Task Put_MoreHolidaysThanAreKept_NamesTheLimit()
    {
        var holidays = Enumerable.Range(0, 501).Select(day => new DateOnly(2026, 1, 1).AddDays(day).ToString("yyyy-MM-dd", null)).ToList();
        using var answer = await world.Operator.PutAsJsonAsync(
            "/api/v1/schedules/holidays", new { when = new { cron = "0 2 * * *", holidays }, job = new { on = "all", task = new { kind = "shell", script = "true" } } });
        Assert.Contains("500", (await answer.IsProblem(HttpStatusCode.BadRequest, "out-of-range"))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a.b")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Put_UnderWhatIsNoId_IsRefused(string id)
    {
        using var answer = await world.Operator.PutAsJsonAsync(
            $"/api/v1/schedules/{id}", new { when = new { cron = "0 2 * * *" }, job = new { on = "all", task = new { kind = "shell", script = "true" } } });
        Assert.Contains("32", (await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id"))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_AWorkflowUnderALongId_IsRefused()
    {
        using var answer = await world.Operator.PutAsJsonAsync(
            "/api/v1/schedules/12345678901234", new { when = new { cron = "0 2 * * *" }, workflow = new { steps = new[] { new { name = "a", waitSeconds = 1 } } } });
        Assert.Contains("13", (await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id"))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause", "{}")]
    [InlineData("resume", "{}")]
    [InlineData("run", """{"jobId":"by-hand"}""")]
    public async Task AWord_ToAScheduleThatIsNotThere_IsRefused(string word, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PostAsync($"/api/v1/schedules/nobody/{word}", content);
        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-schedule");
    }

    [Theory]
    [InlineData("{}", "missing-field", "jobId")]
    [InlineData("""{"jobId":"a--b"}""", "invalid-id", "jobId")]
    public async Task Run_WithoutAnIdForTheJob_IsRefused(string body, string code, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PostAsync("/api/v1/schedules/nobody/run", content);
        Assert.Equal(field, (await answer.IsProblem(HttpStatusCode.BadRequest, code))["errors"]!.AsObject().Single().Key);
    }

    [Theory]
    [InlineData("?limit=0", "out-of-range")]
    [InlineData("?cursor=a.b", "invalid-cursor")]
    [InlineData("?open=true", "unknown-field")]
    public async Task List_ABadQuestion_IsRefused(string query, string code)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/schedules{query}");
        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }
}
