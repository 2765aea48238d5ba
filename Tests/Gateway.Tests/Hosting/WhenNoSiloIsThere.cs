using System.Net;
using Microsoft.AspNetCore.Builder;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>A gateway that hosts no silo, and finds none: what it can say it says, and the rest is "not now".</summary>
public sealed class WhenNoSiloIsThere : IAsyncLifetime
{
    private const string NobodyListens = "127.0.0.1:1";

    private readonly TemporaryDirectory _data = new();
    private WebApplication _app = null!;
    private HttpClient _stranger = null!;

    public async Task InitializeAsync()
    {
        _app = Program.Build(
        [
            "--Urls=http://127.0.0.1:0", "--Cluster:Silo=false", $"--Redis:ConnectionString={NobodyListens}", $"--Gateway:DataDir={_data.Path}", "--Gateway:LogLevel=Fatal",
        ]);
        _ = _app.StartAsync();   // it waits for silos
        var address = await Eventually.Value(() => _app.Urls.FirstOrDefault(), url => url is not null && !url.EndsWith(":0", StringComparison.Ordinal), "the gateway listens");
        _stranger = new HttpClient { BaseAddress = new Uri(address!) };
    }

    [Fact]
    public async Task TheApiIsDescribedWithoutTheRuntimesPages()
    {
        using var answer = await _stranger.GetAsync("/openapi/v1.json");
        var described = await answer.Json();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(described["paths"]!.AsObject(), path => Assert.StartsWith("/api/", path.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/dashboard/", false, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/system", false, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/system", true, HttpStatusCode.ServiceUnavailable)]
    public async Task NothingIsAnInternalError(string path, bool token, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token)
        {
            request.Headers.Authorization = new("Bearer", OrleansOps.Access.AccessToken.New(OrleansOps.Access.TokenKind.Admin).Reveal());
        }

        using var answer = await _stranger.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _stranger.Dispose();
        await _app.StopAsync().Within("the gateway has stopped");
        await _app.DisposeAsync();
        _data.Dispose();
    }
}
