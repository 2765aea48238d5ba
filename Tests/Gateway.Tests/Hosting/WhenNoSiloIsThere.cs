using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansOps.Operators.Health;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>A gateway that is a client of silos, before, between and after them.</summary>
public sealed class WhenNoSiloIsThere : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly HttpClient _http = new() { Timeout = Eventually.Limit };
    private RedisServer _redis = null!;
    private WebApplication _gateway = null!;
    private Task _started = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.Start();
        await _redis.Kill();
        var address = $"http://127.0.0.1:{Loopback.FreePort()}";
        _http.BaseAddress = new Uri(address);
        _gateway = Program.Build(
            ["--Cluster:Silo=false", $"--Urls={address}", $"--Gateway:DataDir={_data.Path}", "--Gateway:LogLevel=Fatal", "--Redis:CallTimeout=00:00:01", $"--Redis:ConnectionString={_redis.Address}"]);
        _started = _gateway.StartAsync(_giveUp.Token);
    }

    public async Task DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await _started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        await _redis.DisposeAsync();
    }

    public void Dispose()
    {
        _data.Dispose();
        _giveUp.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task ItsPortIsOpenAndItSaysWhatIsMissing()
    {
        await NotReady("redis-server");
        Assert.Equal("alive", await _http.GetStringAsync("/healthz"));
        using var refused = await _http.GetAsync("/api/v1/agents");
        await refused.IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);

        await _redis.Resume();
        await NotReady("ops-silo");

        using (var silo = await StartSilo())
        {
            await _started.Within("the gateway has found the silo");
            await Eventually.Get(() => Ready(), ready => ready.Status == HttpStatusCode.OK, "the gateway is ready");
            await silo.StopAsync();
        }

        await NotReady("No silo answers");

        using (var next = await StartSilo())
        {
            await Eventually.Get(() => Ready(), ready => ready.Status == HttpStatusCode.OK, "the gateway is ready again");
            await next.StopAsync();
        }
    }

    /// <summary>With a token, too, that nobody can look up now.</summary>
    private async Task NotReady(string problem)
    {
        var probe = _gateway.Services.GetRequiredService<ReadinessProbe>();
        await Eventually.Get(() => probe.Ask(default), ready => ready.Problem?.Contains(problem, StringComparison.Ordinal) == true, $"not ready, because of {problem}");
        Assert.DoesNotContain(problem, (await Ready()).Problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ready()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ready("ops_admin_0123456789abcdef_secret")).Status);
    }

    private async Task<(HttpStatusCode Status, string Problem)> Ready(string? token = null)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, "/readyz");
        question.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(question);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["problem"]?.GetValue<string>() ?? "");
    }

    private async Task<IHost> StartSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            Args = [$"--Redis:ConnectionString={_redis.Address}", $"--Cluster:SiloPort={Loopback.FreePort()}", $"--Cluster:GatewayPort={Loopback.FreePort()}"],
        });
        builder.AddOpsSilo();
        var silo = builder.Build();
        await silo.StartAsync().Within("the silo has started");
        return silo;
    }
}
