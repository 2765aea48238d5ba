using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Hosting;

/// <summary><c>ops-silo</c> as it is composed, in this process, on ports of its own.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _giveUp = new();

    private RunningSilo(string[] settings)
    {
        SiloPort = Loopback.FreePort();
        GatewayPort = Loopback.FreePort();
        HttpPort = Loopback.FreePort();
        _app = SiloProgram.Build(
            [$"--Urls=http://127.0.0.1:{HttpPort}", $"--Cluster:SiloPort={SiloPort}", $"--Cluster:GatewayPort={GatewayPort}", "--Silo:LogLevel=Fatal", .. settings]);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{HttpPort}"), Timeout = Eventually.Limit };
    }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public int HttpPort { get; }

    public HttpClient Http { get; }

    /// <summary>Completes when all of it has started.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Begins the start; what it waits for is the test's affair.</summary>
    public static RunningSilo Begin(params string[] settings)
    {
        var silo = new RunningSilo(settings);
        silo.Started = silo._app.StartAsync(silo._giveUp.Token);
        return silo;
    }

    public static async Task<RunningSilo> Start(params string[] settings)
    {
        var silo = Begin(settings);
        await silo.Started.Within("the silo has started");
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _giveUp.CancelAsync();
        await Started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Started.IsCompletedSuccessfully)
        {
            await _app.StopAsync();
        }

        await _app.DisposeAsync();
        _giveUp.Dispose();
    }
}
