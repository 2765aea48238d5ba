using System.Net;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>The log of a gateway that writes JSON, and each request.</summary>
public sealed class WhenRequestsAreLogged : IAsyncLifetime
{
    private OpsWorld _world = null!;

    public async Task InitializeAsync() => _world = await OpsWorld.Start(settings: new Dictionary<string, string>
    {
        ["Gateway__LogFormat"] = "Json",
        ["Gateway__LogRequests"] = "true",
    });

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task EachSaysWhoAskedWhatAndHowItWasAnswered()
    {
        const string Traced = "0af7651916cd43dd8448eb211c80319c";
        using var question = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agents?limit=3");
        question.Headers.Add("traceparent", $"00-{Traced}-b7ad6b7169203331-01");
        using var answer = await _world.Api.Http.SendAsync(question);
        using var stranger = new HttpClient { BaseAddress = new Uri(_world.Address) };
        using var refused = await stranger.GetAsync("/api/v1/tasks/x%0Ay%1B%5B2J");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var known = await Line("/api/v1/agents");
        Assert.Equal(
            ("GET", "first-admin", "127.0.0.1", 200, Traced),
            (Text(known, "RequestMethod"), Text(known, "TokenName"), Text(known, "From"), known["StatusCode"]!.GetValue<int>(), Text(known, "@tr")));
        Assert.True(known["Elapsed"]!.GetValue<double>() > 0, known.ToJsonString());
        var unknown = await Line("/api/v1/tasks/x\ny\u001b[2J");
        Assert.Equal(("unknown", 401), (Text(unknown, "TokenName"), unknown["StatusCode"]!.GetValue<int>()));
        Assert.DoesNotContain("limit=3", _world.Gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain((await File.ReadAllTextAsync(_world.AdminTokenFile)).Trim(), _world.Gateway.Output, StringComparison.Ordinal);
    }

    /// <summary>Every line is an object: none is broken by what a caller says.</summary>
    private async Task<JsonObject> Line(string path) => (await Eventually.Value(
        () => _world.Gateway.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())
            .FirstOrDefault(line => line["RequestPath"]?.GetValue<string>() == path),
        line => line is not null,
        $"a line about {path}"))!;

    private static string Text(JsonObject line, string field) => line[field]!.GetValue<string>();
}
