using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansOps.Access;
using OrleansOps.InMemory;
using OrleansOps.Redis;
using OrleansOps.Tasks;

namespace OrleansOps;

/// <summary>Runs the grains in a host.</summary>
public static class OpsSilo
{
    /// <summary>
    /// Adds the silo with its stores. Configuration: <c>Store</c> (Redis or Memory), <c>Redis:*</c>, <c>Cluster:*</c>, <c>Agents:*</c>,
    /// <c>Tasks:*</c>, <c>Logs:*</c>.
    /// </summary>
    public static TBuilder AddOpsSilo<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var store = StoreOf(builder.Configuration);
        builder.Services.AddGrainOptions();
        builder.Services.AddClusterNames();
        if (store == StoreKind.Memory)
        {
            builder.Services.AddMemoryStores();
        }
        else
        {
            builder.Services.AddRedisStores();
            builder.Services.AddHostedService<ChangesLoop>();
        }

        SiloComposition.AddGrains(builder, store);
        builder.Services.AddHostedService<DeadlineWatchLoop>();
        builder.Services.AddHostedService<ForgettingLoop>();
        return builder;
    }

    private static StoreKind StoreOf(IConfiguration configuration)
    {
        var asked = configuration["Store"] ?? nameof(StoreKind.Redis);
        return Enum.TryParse<StoreKind>(asked, ignoreCase: true, out var store) && Enum.IsDefined(store)
            ? store
            : throw new InvalidOperationException($"Store is '{asked}'. It must be Redis or Memory.");
    }
}
