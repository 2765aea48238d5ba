using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Redis;

internal static class RedisRegistration
{
    public static IServiceCollection AddRedisStores(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<ITaskStore, RedisTaskStore>();
        services.AddSingleton<ITaskIndex, RedisTaskIndex>();
        services.AddSingleton<IFleetIndex, RedisFleetIndex>();
        services.AddSingleton<IDeadlines, RedisDeadlines>();
        services.AddSingleton<ILogStore, RedisLogStore>();
        services.AddSingleton<IStoreHealth, RedisStoreHealth>();
        services.AddHostedService<StoreWatchLoop>();
        return services;
    }
}
