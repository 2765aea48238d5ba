using System.Net;
using System.Net.Http.Json;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Workflows;

/// <summary>Bad workflows: each gets its clear error that names the place, and nothing is stored.</summary>
public sealed class WorkflowRefusalTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("{}", "too-many-steps", "steps")]
    [InlineData("""{"steps":[]}""", "too-many-steps", "steps")]
    [InlineData("""{"steps":[null]}""", "missing-field", "steps[0]")]
    [InlineData("""{"steps":[{"waitSeconds":1}]}""", "missing-field", "steps[0].name")]
    [InlineData("""{"steps":[{"name":"A","waitSeconds":1}]}""", "invalid-name", "steps[0].name")]
    [InlineData("""{"steps":[{"name":"a--b","waitSeconds":1}]}""", "invalid-name", "steps[0].name")]
    [InlineData("""{"steps":[{"name":"a2345678901234567890123","waitSeconds":1}]}""", "invalid-name", "steps[0].name")]
    [InlineData("""{"steps":[{"name":"a","waitSeconds":1},{"name":"a","waitSeconds":1}]}""", "given-twice", "steps[1].name")]
    [InlineData("""{"steps":[{"name":"a","needs":["b"],"waitSeconds":1},{"name":"b","needs":["a"],"waitSeconds":1}]}""", "unknown-step", "steps[0].needs[0]")]
    [InlineData("""{"steps":[{"name":"a","waitSeconds":1},{"name":"b","needs":["a","c"],"waitSeconds":1}]}""", "unknown-step", "steps[1].needs[1]")]
    [InlineData("""{"steps":[{"name":"a","waitSeconds":1},{"name":"b","needs":["a","a"],"waitSeconds":1}]}""", "given-twice", "steps[1].needs")]
    [InlineData("""{"steps":[{"name":"a"}]}""", "missing-field", "steps[0].job")]
    [InlineData("""{"steps":[{"name":"a","approval":{},"waitSeconds":1}]}""", "not-together", "steps[0].job")]
    [InlineData("""{"steps":[{"name":"a","waitSeconds":0}]}""", "out-of-range", "steps[0].waitSeconds")]
    [InlineData("""{"steps":[{"name":"a","approval":{"withinSeconds":2592001}}]}""", "out-of-range", "steps[0].approval.withinSeconds")]
    [InlineData("""{"steps":[{"name":"a","approval":{"approvers":[""]}}]}""", "invalid-value", "steps[0].approval.approvers")]
    [InlineData("""{"steps":[{"name":"a","approval":{"message":""}}]}""", "invalid-reason", "steps[0].approval.message")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all"}}]}""", "missing-field", "steps[0].job.task")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"role=nobody","task":{"kind":"shell","script":"true"}}}]}""", "no-hosts", "steps[0].job.on")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"role=","task":{"kind":"shell","script":"true"}}}]}""", "invalid-expression", "steps[0].job.on")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell"}}}]}""", "missing-field", "steps[0].job.task.script")]
    [InlineData("""{"parameters":{"A":{}},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "parameters")]
    [InlineData("""{"parameters":{"a":null},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "parameters.a")]
    [InlineData("""{"parameters":{"a":{}},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "values.a")]
    [InlineData("""{"values":{"a":"1"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "values.a")]
    [InlineData("""{"parameters":{"a":{"type":"number"}},"values":{"a":"x"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "values.a")]
    [InlineData("""{"parameters":{"a":{"type":"boolean","default":"yes"}},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "parameters.a.default")]
    [InlineData("""{"parameters":{"a":{"choices":[]}},"values":{"a":"x"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "parameters.a.choices")]
    [InlineData("""{"parameters":{"a":{"choices":["y"]}},"values":{"a":"x"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "values.a")]
    [InlineData("""{"parameters":{"a":{"pattern":"["}},"values":{"a":"x"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-pattern", "parameters.a.pattern")]
    [InlineData("""{"parameters":{"a":{"pattern":"a+"}},"values":{"a":"aab"},"steps":[{"name":"a","waitSeconds":1}]}""", "invalid-parameter", "values.a")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"inputs":{"V":null}}]}""", "missing-field", "steps[2].inputs.V")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"inputs":{"V":{"output":"o"}}}]}""", "missing-field", "steps[2].inputs.V.step")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"inputs":{"V":{"step":"a"}}}]}""", "unknown-step", "steps[2].inputs.V.step")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["w","a"],"inputs":{"V":{"step":"a"}}}]}""", "missing-field", "steps[2].inputs.V.output")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"inputs":{"V":{"step":"a","output":"no such"}}}]}""", "invalid-name", "steps[2].inputs.V.output")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"inputs":{"V":{"step":"w","output":"o"}}}]}""", "unknown-step", "steps[2].inputs.V.step")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"inputs":{"V":{"step":"b","output":"o"}}}]}""", "unknown-step", "steps[2].inputs.V.step")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"inputs":{"1V":{"step":"a","output":"o"}}}]}""", "invalid-variable", "steps[2].inputs")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"inputs":{"OPS_X":{"step":"a","output":"o"}}}]}""", "invalid-variable", "steps[2].inputs")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"inputs":{"TAKEN":{"step":"a","output":"o"}}}]}""", "given-twice", "steps[2].inputs.TAKEN")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","waitSeconds":1,"needs":["a"],"inputs":{"V":{"step":"a","output":"o"}}}]}""", "not-together", "steps[2].inputs")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"if":{"step":"a","output":"o"}}]}""", "missing-field", "steps[2].if.is")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":["a"],"if":{"step":"a","output":"o","is":"1","isNot":"2"}}]}""", "not-together", "steps[2].if.isNot")]
    [InlineData("""{"steps":[{"name":"a","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[]},{"name":"w","waitSeconds":1,"needs":[]},{"name":"b","job":{"on":"all","task":{"kind":"shell","script":"true","env":{"TAKEN":"1"}}},"needs":[],"if":{"step":"a","output":"o","is":"1"}}]}""", "unknown-step", "steps[2].if.step")]
    public async Task Submit_ABadWorkflow_NamesItsPlace(string body, string code, string field)
    {
        var id = $"bad-{Guid.NewGuid():N}"[..20];
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PutAsync($"/api/v1/workflows/{id}", content);

        var problem = await answer.Json();
        Assert.Equal((code, field), (problem["code"]?.GetValue<string>(), problem["errors"]?.AsObject().Select(error => error.Key).Single()));
        using var there = await world.Operator.GetAsync($"/api/v1/workflows/{id}");
        await there.IsProblem(HttpStatusCode.NotFound, "unknown-workflow");
        using var same = new StringContent(body, Encoding.UTF8, "application/json");
        using var check = await world.Operator.PostAsync("/api/v1/workflows/check", same);
        Assert.Equal(code, (await check.Json())["code"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("a.b")]
    [InlineData("123456789012345678901234x")]
    public async Task Submit_UnderWhatIsNoId_IsRefused(string id)
    {
        using var answer = await world.Operator.PutAsJsonAsync($"/api/v1/workflows/{id}", new { steps = new[] { new { name = "a", waitSeconds = 1 } } });
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id");
    }

    [Theory]
    [InlineData("stop", null)]
    [InlineData("retry", "{\"round\":2}")]
    [InlineData("steps/a/decide", "{\"approve\":true}")]
    public async Task AWordToWhatIsNotThere_IsRefused(string word, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PostAsync($"/api/v1/workflows/nowhere/{word}", content);
        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-workflow");
    }
}
