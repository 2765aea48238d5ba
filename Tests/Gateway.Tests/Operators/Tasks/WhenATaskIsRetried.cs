using System.Net;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenATaskIsRetried(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("{}", "missing-field", "retry.times")]
    [InlineData("""{"times":0}""", "out-of-range", "retry.times")]
    [InlineData("""{"times":11}""", "out-of-range", "retry.times")]
    [InlineData("""{"times":1,"delaySeconds":0}""", "out-of-range", "retry.delaySeconds")]
    [InlineData("""{"times":1,"delaySeconds":3601}""", "out-of-range", "retry.delaySeconds")]
    public async Task WhatNobodyCanMeanIsRefused(string retry, string code, string field)
    {
        var host = world.NameOfItsOwn("retried");
        await world.ConnectAgent(host);

        using var answer = await world.Submit(world.NameOfItsOwn("refused"), Body(host, retry));

        Assert.Contains(field, (await answer.IsProblem(HttpStatusCode.BadRequest, code))["errors"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsSpecAndItsViewSayIt_AndTheSameAgainIsTheSame()
    {
        var host = world.NameOfItsOwn("retried");
        await world.ConnectAgent(host);
        using var first = await world.Submit("retry-a", Body(host, """{"times":2}"""));
        using var same = await world.Submit("retry-a", Body(host, """{"times":2,"delaySeconds":10}"""));
        using var other = await world.Submit("retry-a", Body(host, """{"times":3}"""));
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/retry-a/spec");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("""{"times":2,"delaySeconds":10}""", (await spec.Json())["retry"]!.ToJsonString());
        Assert.Equal("""{"times":2,"delaySeconds":10}""", (await world.Task("retry-a"))["retry"]!.ToJsonString());
    }

    private static JsonNode Body(string host, string retry) => JsonNode.Parse($$"""{"agent":"{{host}}","kind":"bash","script":"false","retry":{{retry}}}""")!;
}
