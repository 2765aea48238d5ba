using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Bench;

/// <summary>A silo in this process, composed as the product's own, for calls that cross no socket.</summary>
internal static class GrainHost
{
    public static Task<IHost> InMemory() => Start(new() { ["Store"] = "Memory" });

    public static Task<IHost> OnRedis(RedisRig redis) => Start(new() { ["Redis:ConnectionString"] = $"127.0.0.1:{redis.Port}" });

    public static IGrainFactory Grains(this IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    private static async Task<IHost> Start(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddOpsSilo();
        builder.UseOwnPorts();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
