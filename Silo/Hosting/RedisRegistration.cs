using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Jobs;
using OrleansOps.Live;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Redis;
using OrleansOps.Redis.Access;
using OrleansOps.Redis.Agents;
using OrleansOps.Redis.Health;
using OrleansOps.Redis.Jobs;
using OrleansOps.Redis.Live;
using OrleansOps.Redis.Locks;
using OrleansOps.Redis.Logs;
using OrleansOps.Redis.Schedules;
using OrleansOps.Redis.Secrets;
using OrleansOps.Redis.Tasks;
using OrleansOps.Redis.Terraform;
using OrleansOps.Redis.Workflows;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;
using OrleansOps.Workflows;

namespace OrleansOps.Hosting;

internal static class RedisRegistration
{
    public static IServiceCollection AddRedisStores(this IServiceCollection services)
    {
        services.AddRedisConnection();
        services.AddSingleton<ITaskStore, RedisTaskStore>();
        services.AddSingleton<ITaskIndex, RedisTaskIndex>();
        services.AddSingleton<IJobStore, RedisJobStore>();
        services.AddSingleton<IWorkflowStore, RedisWorkflowStore>();
        services.AddSingleton<IScheduleStore, RedisScheduleStore>();
        services.AddSingleton<IWorkspaceStore, RedisWorkspaceStore>();
        services.AddSingleton<ISecretStore, RedisSecretStore>();
        services.AddSingleton<ILockStore, RedisLockStore>();
        services.AddSingleton<IFleetIndex, RedisFleetIndex>();
        services.AddSingleton<IAuditLog, RedisAuditLog>();
        services.AddSingleton<IUsedSignatures, RedisUsedSignatures>();
        services.AddSingleton<IHostHistory, RedisHostHistory>();
        services.AddChanges<AgentView>("agents");
        services.AddChanges<TaskSummary>("tasks");
        services.AddSingleton<IDeadlines, RedisDeadlines>();
        services.AddSingleton<ILogStore, RedisLogStore>();
        services.AddSingleton<IStoreFigures, RedisStoreFigures>();
        services.AddHostedService<ChangesLoop>();
        return services;
    }

    /// <summary>The connection, and who looks after it: all that a client of silos needs, to find them and to end with them when everything is gone.</summary>
    public static IServiceCollection AddRedisConnection(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisRules>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoreMeter>();
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<RedisAwaited>();
        services.AddSingleton<IStoreHealth, RedisStoreHealth>();
        services.AddHostedService<RedisWarning>();
        services.AddHostedService<StoreWatchLoop>();
        return services;
    }

    private static void AddChanges<T>(this IServiceCollection services, string topic)
        where T : class
    {
        services.AddSingleton(all => new RedisChanges<T>(all.GetRequiredService<RedisConnection>(), topic, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IChanges<T>>(all => all.GetRequiredService<RedisChanges<T>>());
        services.AddSingleton<IRedisChanges>(all => all.GetRequiredService<RedisChanges<T>>());
    }
}
