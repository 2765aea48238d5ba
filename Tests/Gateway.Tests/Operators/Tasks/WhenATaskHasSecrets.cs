using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenATaskHasSecrets(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Value = "correct horse battery staple";

    [Fact]
    public async Task TheHostIsToldItsValuesAndNobodyElse()
    {
        var agent = await world.ConnectAgent("secret-1");
        using var created = await world.Submit("secret-a", Body("secret-1"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);
        var task = await world.TaskWhen("secret-a", "succeeded");
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/secret-a/spec");
        using var audit = await world.Operator.GetAsync("/api/v1/audit");
        var stored = await world.Grains.GetGrain<ITaskGrain>("secret-a").Describe();

        Assert.Equal((Value, "b"), (order.Secrets?["TOKEN"], order.Env["A"]));
        Assert.DoesNotContain("TOKEN", order.Env.Keys);
        Assert.Equal("""{"TOKEN":null}""", (await spec.Json())["secrets"]!.ToJsonString());
        Assert.Equal(["TOKEN"], stored!.Spec.Secrets!.Keys);
        Assert.Equal(-1, stored.Spec.Secrets["TOKEN"].AsSpan().IndexOf(Encoding.UTF8.GetBytes(Value)));
        string[] said = [await created.Content.ReadAsStringAsync(), await spec.Content.ReadAsStringAsync(), await audit.Content.ReadAsStringAsync(), task.ToJsonString()];
        Assert.All(said, text => Assert.DoesNotContain(Value, text, StringComparison.Ordinal));
        Assert.Contains("secret-a", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task HowManyAreMaskedInItsLogIsShownHoweverOftenABatchComes()
    {
        var agent = await world.ConnectAgent("secret-5");
        using var created = await world.Submit("secret-g", Body("secret-5"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        foreach (var batch in (LogBatch[])[Some.Batch(order, "**** ****\n") with { Masked = 2 }, Some.Batch(order, "**** ****\n") with { Masked = 2 }, Some.Batch(order, "****\n", seq: 2, offset: 10) with { Masked = 1 }])
        {
            await agent.Send(nameof(IAgentHub.Log), batch);
            await agent.NextMark();
        }

        await agent.End(order, stdoutBytes: 15);
        var task = await world.TaskWhen("secret-g", "succeeded");

        Assert.Equal((3, 15), (task["log"]!["masked"]!.GetValue<int>(), task["log"]!["stdoutBytes"]!.GetValue<int>()));
    }

    [Fact]
    public async Task RunAgainItNeedsThemAgain()
    {
        await world.Enrol("secret-2");
        using var first = await world.Submit("secret-b", Body("secret-2"));
        using var same = await world.Submit("secret-b", Body("secret-2"));
        using var other = await world.Submit("secret-b", Body("secret-2", "another value"));
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/secret-b/spec");
        var body = await spec.Json();
        using var without = await world.Operator.PutAsJsonAsync("/api/v1/tasks/secret-c", body);
        body["secrets"]!["TOKEN"] = Value;
        using var with = await world.Operator.PutAsJsonAsync("/api/v1/tasks/secret-c", body);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first.StatusCode, same.StatusCode, with.StatusCode));
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
        await without.IsProblem(HttpStatusCode.BadRequest, "secret-not-given");
    }

    [Theory]
    [InlineData("1A", "x", "invalid-variable")]
    [InlineData("OPS_A", "x", "invalid-variable")]
    [InlineData("B", "abc", "secret-too-short")]
    [InlineData("A", "value", "given-twice")]
    public async Task WhatIsNotInOrderIsRefused(string name, string value, string code)
    {
        await world.Enrol("secret-3");

        using var answer = await world.Submit("secret-d", new
        {
            agent = "secret-3",
            kind = "shell",
            script = "true",
            env = new Dictionary<string, string> { ["A"] = "b" },
            secrets = new Dictionary<string, string> { [name] = value },
        });

        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task OneThatCannotBeOpenedIsNotSentAndSaysWhy()
    {
        var agent = await world.ConnectAgent("secret-4");
        using var created = await world.Submit("secret-e", Body("secret-4"));
        await agent.NextOrder();
        var spec = (await world.Grains.GetGrain<ITaskGrain>("secret-e").Describe())!.Spec;

        await world.Grains.GetGrain<ITaskGrain>("secret-f").Submit(spec with { Digest = "another" });   // what was sealed for one task, given to another
        var task = await world.TaskWhen("secret-f", "rejected");

        Assert.Contains("sealed with another key", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Gateway:SecretsKeyFile", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherKeyOpensNothingAndKnowsNoFingerprint()
    {
        var (one, two) = (new TaskSecrets(new SecretsKey(RandomNumberGenerator.GetBytes(32))), new TaskSecrets(new SecretsKey(RandomNumberGenerator.GetBytes(32))));
        var values = one.Seal("t", new Dictionary<string, string?> { ["A"] = Value, ["B"] = "" })!;

        Assert.Equal(new Dictionary<string, string> { ["A"] = Value, ["B"] = "" }, one.Open("t", values));
        Assert.Null(two.Open("t", values));
        Assert.Null(one.Open("u", values));
        Assert.Null(one.Open("t", new Dictionary<string, byte[]> { ["B"] = values["A"] }));
        Assert.Null(one.Open("t", new Dictionary<string, byte[]> { ["A"] = values["A"][..10] }));
        Assert.NotEqual(one.Print(Value), two.Print(Value));
    }

    [Fact]
    public void TheKeyIsMadeOnceAndForOneUserAlone()
    {
        using var folder = new TemporaryDirectory();
        var options = new OrleansOps.Hosting.GatewayOptions { DataDir = folder.Path };

        var first = SecretsKey.Read(options);
        var second = SecretsKey.Read(options);

        var file = folder.File("secrets-key");
        Assert.Equal(first.All, second.All);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
        File.WriteAllText(file, "short");
        Assert.Contains("32 bytes", Assert.Throws<InvalidDataException>(() => SecretsKey.Read(options)).Message, StringComparison.Ordinal);
    }

    private static object Body(string agent, string value = Value) => new
    {
        agent,
        kind = "shell",
        script = "true",
        env = new Dictionary<string, string> { ["A"] = "b" },
        secrets = new Dictionary<string, string> { ["TOKEN"] = value },
    };
}
