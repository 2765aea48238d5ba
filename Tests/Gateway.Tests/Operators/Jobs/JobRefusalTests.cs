using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Jobs;

/// <summary>Bad jobs: each gets its clear error, and nothing is stored.</summary>
public sealed class JobRefusalTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Runs = "\"task\":{\"kind\":\"shell\",\"script\":\"true\"}";

    [Theory]
    [InlineData("""{"task":{"kind":"shell","script":"true"}}""", "missing-field", "on")]
    [InlineData($$"""{"on":"all","hosts":["a"],{{Runs}}}""", "not-together", "hosts")]
    [InlineData("""{"on":"all"}""", "missing-field", "task")]
    [InlineData("""{"on":"role=","task":{"kind":"shell","script":"true"}}""", "invalid-expression", "on")]
    [InlineData($$"""{"on":"role=nobody",{{Runs}}}""", "no-hosts", "on")]
    [InlineData($$"""{"hosts":[],{{Runs}}}""", "no-hosts", "hosts")]
    [InlineData($$"""{"hosts":[""],{{Runs}}}""", "invalid-value", "hosts")]
    [InlineData($$"""{"hosts":["nobody"],{{Runs}}}""", "unknown-agent", "hosts")]
    [InlineData("""{"on":"all","task":{"agent":"a","kind":"shell","script":"true"}}""", "not-together", "task.agent")]
    [InlineData("""{"on":"all","task":{"kind":"shell"}}""", "missing-field", "task.script")]
    [InlineData("""{"on":"all","task":{"kind":"shell","script":"true","labels":{"job":"a"}}}""", "invalid-label", "task.labels")]
    [InlineData($$"""{"on":"all","batches":"+1",{{Runs}}}""", "invalid-expression", "batches")]
    [InlineData($$"""{"on":"all","maxErrors":"many",{{Runs}}}""", "invalid-value", "maxErrors")]
    [InlineData($$"""{"on":"all","maxConcurrent":0,{{Runs}}}""", "out-of-range", "maxConcurrent")]
    [InlineData($$"""{"on":"all","maxConcurrent":10001,{{Runs}}}""", "out-of-range", "maxConcurrent")]
    [InlineData($$"""{"on":"all","pause":"sometimes",{{Runs}}}""", "invalid-value", "pause")]
    [InlineData($$"""{"on":"all","name":" ",{{Runs}}}""", "invalid-name", "name")]
    [InlineData($$"""{"on":"all","step":1,{{Runs}}}""", "unknown-field", "step")]
    public async Task Submit_ABadJob_NamesItsField(string body, string code, string field)
    {
        var id = $"bad-{Guid.NewGuid():N}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PutAsync($"/api/v1/jobs/{id}", content);

        var problem = await answer.Json();
        Assert.Equal((code, field), (problem["code"]?.GetValue<string>(), problem["errors"]?.AsObject().Select(error => error.Key).Single()));
        using var there = await world.Operator.GetAsync($"/api/v1/jobs/{id}");
        await there.IsProblem(HttpStatusCode.NotFound, "unknown-job");
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("a.b")]
    [InlineData("123456789012345678901234567890123456789012345678x")]
    public async Task Submit_UnderWhatIsNoId_IsRefused(string id)
    {
        using var answer = await world.Operator.PutAsJsonAsync($"/api/v1/jobs/{id}", new { on = "all", task = new { kind = "shell", script = "true" } });
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id");
    }

    [Fact]
    public async Task Submit_AHostTwice_IsRefused()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("twice"));
        using var answer = await world.Operator.PutAsJsonAsync("/api/v1/jobs/twice", new { hosts = new[] { agent.Id, agent.Id }, task = new { kind = "shell", script = "true" } });
        await answer.IsProblem(HttpStatusCode.BadRequest, "given-twice");
    }

    [Fact]
    public async Task Submit_MoreHostsThanAreTaken_NamesTheLimit()
    {
        var hosts = new JsonArray([.. Enumerable.Range(0, 10_001).Select(host => (JsonNode)$"h{host}")]);
        using var answer = await world.Operator.PutAsJsonAsync("/api/v1/jobs/many", new { hosts, task = new { kind = "shell", script = "true" } });
        Assert.Contains("10000", (await answer.IsProblem(HttpStatusCode.BadRequest, "too-many-hosts"))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ManyNames_AreLookedUpInTheList()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("one-of-many"));
        var hosts = new JsonArray([agent.Identity.AgentId, .. Enumerable.Range(0, 60).Select(host => (JsonNode)$"h{host}")]);
        using var answer = await world.Operator.PutAsJsonAsync("/api/v1/jobs/sixty", new { hosts, task = new { kind = "shell", script = "true" } });
        Assert.Contains("'h0'", (await answer.IsProblem(HttpStatusCode.UnprocessableEntity, "unknown-agent"))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?limit=0", "out-of-range")]
    [InlineData("?open=maybe", "invalid-value")]
    [InlineData("?cursor=x", "invalid-cursor")]
    [InlineData("/nobody?waitSeconds=61", "out-of-range")]
    [InlineData("/nobody/hosts?state=asleep", "invalid-value")]
    [InlineData("/nobody/hosts?cursor=x", "invalid-cursor")]
    public async Task Read_ABadQuestion_IsRefused(string address, string code)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/jobs{address}");
        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("stop")]
    public async Task AWord_ToAJobThatIsNotThere_IsRefused(string word)
    {
        using var answer = await world.Operator.PostAsync($"/api/v1/jobs/nobody/{word}", content: null);
        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-job");
    }
}
