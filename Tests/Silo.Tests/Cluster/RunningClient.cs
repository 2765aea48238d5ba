using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>A client of silos, as a gateway without a silo is one.</summary>
internal sealed class RunningClient : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly CancellationTokenSource _giveUp = new();

    private RunningClient(string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, Args = settings });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddOpsClusterClient();
        _host = builder.Build();
    }

    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Why no grain can be called; null when they can.</summary>
    public string? Problem => _host.Services.GetRequiredService<ClusterReach>().Problem;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static RunningClient Begin(params string[] settings)
    {
        var client = new RunningClient(settings);
        client.Started = client._host.StartAsync(client._giveUp.Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await Started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Started.IsCompletedSuccessfully)
        {
            await _host.StopAsync();
        }

        _host.Dispose();
        _giveUp.Dispose();
    }
}
