using System.Net;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

/// <summary>Whatever stands in an address is refused or looked for; nothing of it fails.</summary>
public sealed class HostileQueryTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly string[] Hostile =
        ["", "abc", "-1", "9223372036854775808", "1.x", ".", "x\n2026 INF forged\u001b[31m", "\0", "\ud800", "'\"<>{}$;|&", "1e400", new string('9', 400), "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"];

    [Fact]
    public async Task NoParameterOfAnyGetIsAnsweredWith500()
    {
        (await world.Enrol("query")).ToString();
        using var task = await world.Submit("query-1", Some.Task("query"));
        using var described = await world.Stranger.GetAsync("/openapi/v1.json");
        var asked = 0;
        foreach (var (path, operations) in (await described.Json())["paths"]!.AsObject())
        {
            var parameters = operations!["get"]?["parameters"]?.AsArray().Where(one => (string?)one!["in"] is "query").Select(one => (string)one!["name"]!) ?? [];
            foreach (var (name, text) in parameters.SelectMany(name => Hostile.Select(text => (name, text))))
            {
                var target = path.Replace("{id}", path.Contains("/tasks/", StringComparison.Ordinal) ? "query-1" : "query", StringComparison.Ordinal);
                using var limit = new CancellationTokenSource(Eventually.Limit);
                using var answer = await world.Operator.GetAsync($"{target}?{name}={WebUtility.UrlEncode(text)}", HttpCompletionOption.ResponseHeadersRead, limit.Token);
                Assert.True((int)answer.StatusCode < 500, $"{target} {name}={text}: {answer.StatusCode}");
                asked++;
            }
        }

        Assert.True(asked > 300, $"Only {asked} were asked.");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.%0Aforged")]
    [InlineData(".x")]
    public async Task ACursorOfNoPageIsRefusedByItsName(string cursor)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks?cursor={cursor}");

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-cursor");
    }
}
