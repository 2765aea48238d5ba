using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace OrleansOps.Bench;

/// <summary>A silo in this process that knows only the benchmark's own grains.</summary>
internal static class GrainHost
{
    public static async Task<IHost> InMemory()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: Loopback.FreePort(), gatewayPort: Loopback.FreePort())
            .AddMemoryGrainStorage(CountingGrain.StorageName));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IGrainFactory Factory(this IHost host) => host.Services.GetRequiredService<IGrainFactory>();
}
