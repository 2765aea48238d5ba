using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansOps.Access;
using OrleansOps.Hosting;
using OrleansOps.InMemory;
using OrleansOps.Tasks;

namespace OrleansOps;

/// <summary>Runs the grains in a host.</summary>
public static class OpsSilo
{
    /// <summary>
    /// Adds the silo with its stores. Configuration: <c>Store</c> (Redis or Memory), <c>Redis:*</c>, <c>Cluster:*</c>, <c>Agents:*</c>,
    /// <c>Tasks:*</c>, <c>Logs:*</c>, <c>Sessions:*</c>, <c>Tokens:*</c>.
    /// </summary>
    public static TBuilder AddOpsSilo<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var store = StoreOf(builder.Configuration);
        var services = builder.Services;
        services.AddGrainOptions();
        services.AddClusterOptions(ClusterRole.Silo);
        services.AddProcessEnd();
        if (store == StoreKind.Memory)
        {
            services.AddMemoryStores();
        }
        else
        {
            services.AddRedisStores();
        }

        services.AddHostedService<PlaintextWarning>();
        if (builder.Configuration.InKubernetes())
        {
            services.AddPodCheck();
        }

        builder.UseOrleans(silo => silo.AddOps(store));
        services.AddHostedService<DeadlineWatchLoop>();
        services.AddHostedService<ForgettingLoop>();
        return builder;
    }

    private static StoreKind StoreOf(IConfiguration configuration)
    {
        var asked = configuration["Store"] ?? nameof(StoreKind.Redis);
        return Enum.TryParse<StoreKind>(asked, ignoreCase: true, out var store) && Enum.IsDefined(store)
            ? store
            : throw new RefusedSettingException($"Store is '{asked}'. It must be Redis or Memory.");
    }
}
