using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

/// <summary>The list of addresses is taken from the gateway itself.</summary>
public sealed class QueryFieldTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    /// <summary>A body that the endpoint reads before it looks at its query.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["/api/v1/sessions/"] = new { token = "x" },
        ["/api/v1/tokens"] = new { name = "x" },
    };

    [Fact]
    public async Task AFieldThatNobodyKnowsIsRefusedEverywhere()
    {
        using var joiner = world.Client(await world.JoinToken());
        var seen = 0;
        foreach (var (method, path) in Addresses())
        {
            var client = path.EndsWith("/register", StringComparison.Ordinal) ? joiner : world.Operator;
            using var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?phsae=failed");
            if (method is "PUT" or "POST" or "PATCH")
            {
                request.Content = JsonContent.Create(Bodies.GetValueOrDefault(path, new { }));
            }

            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path}: {answer.StatusCode}");
            seen++;
            if (method is "HEAD")
            {
                continue;   // it has no body to say why
            }

            var problem = await answer.IsProblem(HttpStatusCode.BadRequest, "unknown-field");
            Assert.True(problem["errors"]!["phsae"] is not null, $"{method} {path}: {problem}");
        }

        Assert.True(seen > 25, $"There were only {seen} addresses.");
    }

    [Theory]
    [InlineData("tasks?Phase=failed", "unknown-field")]
    [InlineData("tasks/one?id=two", "unknown-field")]
    [InlineData("tasks?limit=1&limit=2", "duplicate-field")]
    public async Task WhatIsReadTwiceOrWrittenOtherwiseIsRefusedToo(string path, string code)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/{path}");

        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task AMisspeltFieldIsToldWhatThereIs()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/tasks/x/spec?a=1");
        using var list = await world.Operator.GetAsync("/api/v1/agents?sate=online");

        Assert.EndsWith("This address takes no query.", (await answer.Json())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("Known are: state, label, name, limit, cursor.", (await list.Json())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextIsWrittenAsItIs()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/tasks?phase=%E4%BD%A0");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains("'phase' must be one of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(text));
    }

    private IEnumerable<(string Method, string Path)> Addresses() =>
        from endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id}", "x", StringComparison.Ordinal)
        where path.StartsWith("/api/v1/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<TokenOfTask>() is null && endpoint.Metadata.GetMetadata<TokenOfRun>() is null   // for hosts: it looks at its token first
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, path);
}
