using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Tests.World;

/// <summary>One silo, composed as the product composes it, on ports of its own. It can be ended as SIGTERM or SIGKILL end it, and started again.</summary>
internal sealed class SiloInCluster(RedisServer redis, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private readonly int _siloPort = Loopback.FreePort();
    private readonly int _gatewayPort = Loopback.FreePort();
    private IHost? _host;

    public SiloAddress Address => _host!.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public async Task Start()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Redis:ConnectionString"] = redis.Address;
        builder.Configuration["Cluster:SiloPort"] = $"{_siloPort}";
        builder.Configuration["Cluster:GatewayPort"] = $"{_gatewayPort}";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddOpsSilo();
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <summary>In order, as at SIGTERM.</summary>
    public async Task End()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.StopAsync().Within("the silo ends");
            host.Dispose();
        }
    }

    /// <summary>As by SIGKILL: its connections break, and it tells nobody.</summary>
    public async Task Kill()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            host.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await End();
}
