using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Protocol;
using OrleansOps.Terraform;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Terraform;

/// <summary>Runs of Terraform as a host and operators see them: a test plays the host, and says what Terraform would.</summary>
public sealed class WhenRunsAreAskedFor(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Lock = """{"ID":"l-1","Operation":"OperationTypeApply","Info":"","Who":"root@host","Version":"1.11.4","Created":"2026-11-30T10:15:00Z","Path":""}""";
    private const string State = """{"version":4,"serial":1,"lineage":"l","resources":[]}""";
    private const string Plan = """
        {"format_version":"1.2","resource_changes":[
          {"address":"a.new","change":{"actions":["create"],"before":null,"after":{"name":"eins","key":"hunter2","tags":{"x":1}},"after_unknown":{"id":true},"after_sensitive":{"key":true}}},
          {"address":"a.changed","change":{"actions":["update"],"before":{"size":1,"same":true,"list":["hunter2","b"]},"after":{"size":2,"same":true,"list":["hunter2","c"]},"before_sensitive":{"list":[true,false]},"after_sensitive":{"list":[true,false]}}},
          {"address":"a.replaced","change":{"actions":["delete","create"],"before":{"n":1},"after":{"n":2}}},
          {"address":"a.gone","change":{"actions":["delete"],"before":{"key":"hunter2"},"after":null}},
          {"address":"a.same","change":{"actions":["no-op"],"before":{"key":"hunter2"},"after":{"key":"hunter2"}}},
          {"address":"a.read","change":{"actions":["read"]}}],
         "output_changes":{"o":{"actions":["create"],"before":null,"after":"hunter2","after_sensitive":true},"p":{"actions":["update"],"before":"x","after":"y"}},
         "variables":{"password":{"value":"hunter2"}}}
        """;

    private readonly string _id = $"r-{Guid.NewGuid().ToString("N")[..12]}";
    private readonly byte[] _bundle = RandomNumberGenerator.GetBytes(3 << 20);

    private string Runs => $"/api/v1/terraform/workspaces/{_id}/runs";

    [Fact]
    public async Task ThePlanThatIsConfirmed_IsTheOneThatIsApplied_AndTheTokenOpensNothingElse()
    {
        var (agent, code) = (await world.ConnectAgent(_id), await Code());
        var submitted = await Submit("one", agent, code);
        Assert.Equal("planning", Phase(submitted));
        var order = await Take(agent);
        Assert.Equal(("plan", $"one--plan--{Mark}"), (order.Argv.Single(), order.TaskId));
        Assert.Equal(("eins", "hunter2"), (order.Env["TF_VAR_word"], order.Secrets!["TF_VAR_password"]));
        Assert.Equal($"{world.Address}api/v1/terraform/state/{_id}", order.Env["TF_HTTP_ADDRESS"]);
        Assert.Equal(300_000, order.Grace.InterruptMs);
        var (url, token) = (order.Env["TF_RUN_URL"], order.Secrets["TF_HTTP_PASSWORD"]);

        // What it may: its code, its state, its plan. What it may not: all else.
        Assert.Equal("the code", (await Curl.Send("GET", $"{url}/code", token)).Text);
        Assert.Equal(404, (await Curl.Send("GET", order.Env["TF_HTTP_ADDRESS"], token)).Status);
        foreach (var (method, address) in ((string, string)[])[
            ("GET", $"{url}/plan"), ("GET", $"{world.Address}api/v1/terraform/state/{_id}x"), ("DELETE", order.Env["TF_HTTP_ADDRESS"]), ("GET", url.Replace("/one", "/two", StringComparison.Ordinal) + "/code")])
        {
            var refused = await Curl.Send(method, address, token);
            Assert.Equal((403, "run-over"), (refused.Status, Code(refused)));
        }

        foreach (var address in (string[])[$"{Runs}", "/api/v1/tasks", $"/api/v1/terraform/workspaces/{_id}", $"/api/v1/files/{code}"])
        {
            Assert.Equal(401, (await Curl.Send("GET", $"{world.Address}{address[1..]}", token)).Status);
        }

        Assert.Equal(401, (await Curl.Send("GET", $"{url}/code", $"{token[..^1]}{(token[^1] == '0' ? '1' : '0')}")).Status);
        Assert.Equal(403, (await Curl.Send("GET", $"{url}/code", world.AdminToken)).Status);   // an operator has other doors

        Assert.Equal(400, (await Curl.Send("PUT", $"{url}/changes", token, "no JSON"u8.ToArray())).Status);
        Assert.Equal(400, (await Curl.Send("PUT", $"{url}/plan", token, "a plan"u8.ToArray())).Status);   // it says nothing of changes; short, as the rest of a long one is not read
        foreach (var _ in (int[])[1, 2])   // its answer was lost
        {
            Assert.Equal(204, (await Curl.Send("PUT", $"{url}/changes", token, Encoding.UTF8.GetBytes(Plan))).Status);
            Assert.Equal(204, (await Curl.Send("PUT", $"{url}/plan?changes=true", token, _bundle)).Status);
        }

        await agent.End(order);
        var planned = await When("one", "planned");
        Assert.Equal((2, 1, 2, Convert.ToHexStringLower(SHA256.HashData(_bundle))), (planned["plan"]!["add"]!.GetValue<int>(), planned["plan"]!["change"]!.GetValue<int>(), planned["plan"]!["destroy"]!.GetValue<int>(), planned["plan"]!["sha256"]!.GetValue<string>()));
        Assert.Equal("runAwaitsWord", planned["why"]![0]!["code"]!.GetValue<string>());
        Assert.Equal(403, (await Curl.Send("GET", $"{url}/code", token)).Status);   // nothing of it runs just now
        await ItsChangesAreShown_WithoutWhatIsSensitive();

        await Confirm("one");
        var apply = await Take(agent);
        Assert.Equal(("apply", Convert.ToHexStringLower(SHA256.HashData(_bundle))), (apply.Argv.Single(), apply.Env["TF_RUN_PLAN_SHA256"]));
        Assert.Equal(_bundle, (await Curl.Send("GET", $"{url}/plan", token)).Body);
        Assert.Equal(403, (await Curl.Send("PUT", $"{url}/plan?changes=true", token, _bundle)).Status);   // what is applied stays what it is
        Assert.Equal(200, (await Curl.Send("LOCK", apply.Env["TF_HTTP_LOCK_ADDRESS"], token, Encoding.UTF8.GetBytes(Lock))).Status);
        Assert.Equal(200, (await Curl.Send("POST", apply.Env["TF_HTTP_ADDRESS"], token, Encoding.UTF8.GetBytes(State))).Status);   // under its own lock, which it need not know
        await agent.End(apply);
        var applied = await When("one", "applied");

        Assert.Null(applied["plan"]!["sha256"]);
        using var workspace = await world.Operator.GetAsync($"/api/v1/terraform/workspaces/{_id}");
        var (shown, store) = (await workspace.Json(), (await world.Services.GetRequiredService<IWorkspaceStore>().Read(_id))!);
        Assert.Null(shown["lock"]);   // it ended without giving it back
        Assert.Equal("run one", shown["newest"]!["by"]!.GetValue<string>());
        Assert.Equal(2, store.Contents().Count());   // the state, and what was changed; the plan is gone
        Assert.Null(store.Runs.Single().Spec.Task);
        Assert.Equal(403, (await Curl.Send("GET", apply.Env["TF_HTTP_ADDRESS"], token)).Status);
        using var trail = await world.Operator.GetAsync($"/api/v1/audit?target={_id}");
        Assert.Superset(new HashSet<string>(["submitRun", "confirmRun", "lockState", "writeState"]), (await trail.Json())["items"]!.AsArray().Select(each => each!["action"]!.GetValue<string>()).ToHashSet());
    }

    [Fact]
    public async Task SubmittedTwiceItIsOneRun_AndAnotherOfTheIdIsRefused()
    {
        var (agent, code) = (await world.ConnectAgent(_id), await Code());
        await Submit("one", agent, code);
        using var same = await Put("one", new { agent = agent.Id, code, variables = new { word = "eins" }, secrets = Password("hunter2") });
        using var other = await Put("one", new { agent = agent.Id, code, variables = new { word = "zwei" }, secrets = Password("hunter2") });
        using var secret = await Put("one", new { agent = agent.Id, code, variables = new { word = "eins" }, secrets = Password("hunter3") });

        await same.IsJson(HttpStatusCode.OK);
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-run");
        await secret.IsProblem(HttpStatusCode.Conflict, "conflicting-run");
        await Take(agent);
        Assert.False(agent.HasOrder);
        using var deleted = await world.Operator.DeleteAsync($"/api/v1/terraform/workspaces/{_id}");
        await deleted.IsProblem(HttpStatusCode.Conflict, "runs-open");
    }

    [Fact]
    public async Task ItIsCancelled_WhenItsHostSaysSo()
    {
        var (agent, code) = (await world.ConnectAgent(_id), await Code());
        await Submit("one", agent, code);
        var order = await Take(agent);
        using var asked = await world.Operator.PostAsync($"{Runs}/one/cancel", null);
        var going = await asked.IsJson(HttpStatusCode.OK);
        Assert.Equal(("planning", "first-admin"), (Phase(going), going["cancelledBy"]!.GetValue<string>()));
        Assert.Equal(order.TaskId, (await agent.NextCancel()).TaskId);

        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Outcome = TaskOutcome.Cancelled, ExitCode = null });

        await When("one", "cancelled");
        using var late = await world.Operator.PostAsJsonAsync($"{Runs}/one/confirm", new { comment = "late" });
        await late.IsProblem(HttpStatusCode.Conflict, "run-not-waiting");
    }

    [Theory]
    [InlineData("""{"code":"@"}""", "missing-field", "agent")]
    [InlineData("""{"agent":"nobody","code":"@"}""", "unknown-agent", "agent")]
    [InlineData("""{"agent":"nobody"}""", "missing-field", "code")]
    [InlineData("""{"agent":"nobody","code":"../x"}""", "invalid-value", "code")]
    [InlineData("""{"agent":"nobody","code":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "unknown-file", "code")]
    [InlineData("""{"agent":"nobody","code":"@","planOnly":true,"autoApprove":true}""", "not-together", "autoApprove")]
    [InlineData("""{"agent":"nobody","code":"@","program":"-x"}""", "invalid-path", "program")]
    [InlineData("""{"agent":"nobody","code":"@","program":"a/../b"}""", "invalid-path", "program")]
    [InlineData("""{"agent":"nobody","code":"@","variables":{"a-b":"x"}}""", "invalid-variable", "variables")]
    [InlineData("""{"agent":"nobody","code":"@","variables":{"a":"x"},"env":{"TF_VAR_a":"y"}}""", "given-twice", "variables")]
    [InlineData("""{"agent":"nobody","code":"@","env":{"TF_HTTP_ADDRESS":"x"}}""", "invalid-variable", "env")]
    [InlineData("""{"agent":"nobody","code":"@","secrets":{"TF_CLI_ARGS_apply":"-lock=false"}}""", "invalid-variable", "secrets")]
    [InlineData("""{"agent":"nobody","code":"@","secrets":{"A":"x"}}""", "secret-too-short", "secrets")]
    [InlineData("""{"agent":"nobody","code":"@","timeoutSeconds":0}""", "out-of-range", "timeoutSeconds")]
    [InlineData("""{"agent":"nobody","code":"@","dir":"x"}""", "unknown-field", "dir")]
    public async Task ABadRun_NamesItsField(string body, string code, string field)
    {
        using var content = new StringContent(body.Replace("@", await Code(), StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PutAsync($"{Runs}/one", content);

        var problem = await answer.Json();
        Assert.Equal((code, field), (problem["code"]?.GetValue<string>(), problem["errors"]?.AsObject().Select(error => error.Key).Single()));
        using var there = await world.Operator.GetAsync($"{Runs}/one");
        await there.IsProblem(HttpStatusCode.NotFound, "unknown-run");
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("a.b")]
    [InlineData("1234567890123456789012345678901234567890x")]
    public async Task WhatIsNoId_IsRefused(string run)
    {
        using var answer = await Put(run, new { agent = "nobody", code = await Code() });
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id");
        using var word = await world.Operator.PostAsync($"{Runs}/unknown/discard", null);
        await word.IsProblem(HttpStatusCode.NotFound, "unknown-run");
    }

    private async Task ItsChangesAreShown_WithoutWhatIsSensitive()
    {
        var text = await world.Operator.GetStringAsync($"{Runs}/one/changes");
        var changes = JsonNode.Parse(text)!;
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Equal(["a.new create", "a.changed update", "a.replaced replace", "a.gone delete"], changes["resources"]!.AsArray().Select(each => $"{each!["address"]} {each["action"]}"));
        Assert.Equal(
            ["id=>(known after apply)", "key=>(sensitive)", "name=>\"eins\"", "tags=>{\"x\":1}", "list=(sensitive)>(sensitive)", "size=1>2", "n=1>2"],
            changes["resources"]!.AsArray().SelectMany(each => each!["attributes"]!.AsArray()).Select(each => $"{each!["name"]}={each["before"]}>{each["after"]}"));
        Assert.Equal(["o=>(sensitive)", "p=\"x\">\"y\""], changes["outputs"]!.AsArray().Select(each => $"{each!["name"]}={each["before"]}>{each["after"]}"));
        var store = world.Services.GetRequiredService<IWorkspaceStore>();
        foreach (var (name, parts) in (await store.Read(_id))!.Contents())
        {
            for (var part = 0; part < parts; part++)
            {
                Assert.Equal(-1, (await store.ReadPart(_id, name, part))!.AsSpan().IndexOf("hunter2"u8));
            }
        }
    }

    private string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_id)).AsSpan(0, 4));

    private async Task<JsonNode> Submit(string run, TestAgent agent, string code)
    {
        using var answer = await Put(run, new { agent = agent.Id, code, variables = new { word = "eins" }, secrets = Password("hunter2") });
        return await answer.IsJson(HttpStatusCode.Created);
    }

    private static Dictionary<string, string> Password(string value) => new(StringComparer.Ordinal) { ["TF_VAR_password"] = value };

    private Task<HttpResponseMessage> Put(string run, object body) => world.Operator.PutAsJsonAsync($"{Runs}/{run}", body);

    private async Task Confirm(string run)
    {
        foreach (var _ in (int[])[1, 2])
        {
            using var answer = await world.Operator.PostAsync($"{Runs}/{run}/confirm", null);
            await answer.IsJson(HttpStatusCode.OK);
        }
    }

    private static async Task<RunTask> Take(TestAgent agent)
    {
        var order = await agent.NextOrder();
        await agent.Accept(order);
        return order;
    }

    private Task<JsonNode> When(string run, string phase) => Eventually.Get(
        async () => await (await world.Operator.GetAsync($"{Runs}/{run}?waitSeconds=1")).Json(), found => Phase(found) == phase, $"run {run} is {phase}");

    private static string? Phase(JsonNode run) => run["phase"]?.GetValue<string>();

    private static string? Code(Curl answer) => JsonNode.Parse(answer.Text)?["code"]?.GetValue<string>();

    private async Task<string> Code()
    {
        var bytes = "the code"u8.ToArray();
        using var begun = await world.Operator.PostAsJsonAsync("/api/v1/files/uploads", new { name = "code.tgz", sizeBytes = bytes.Length });
        var upload = await begun.Json();
        if (upload["id"]?.GetValue<string>() is { } id)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/files/uploads/{id}") { Content = new ByteArrayContent(bytes) };
            request.Headers.Add("Upload-Offset", "0");
            using var sent = await world.Operator.SendAsync(request);
            Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
