using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Jobs;
using OrleansOps.Live;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;
using OrleansOps.Workflows;

namespace OrleansOps.InMemory;

internal static class MemoryRegistration
{
    public static IServiceCollection AddMemoryStores(this IServiceCollection services)
    {
        services.AddSingleton<MemoryEvents>();
        services.AddSingleton<MemoryDeadlines>();
        services.AddSingleton<IDeadlines>(provider => provider.GetRequiredService<MemoryDeadlines>());
        services.AddSingleton<MemoryTasks>();
        services.AddSingleton<ITaskStore>(provider => provider.GetRequiredService<MemoryTasks>());
        services.AddSingleton<ITaskIndex>(provider => provider.GetRequiredService<MemoryTasks>());
        services.AddSingleton<IJobStore, MemoryJobs>();
        services.AddSingleton<IWorkflowStore, MemoryWorkflows>();
        services.AddSingleton<IScheduleStore, MemorySchedules>();
        services.AddSingleton<IWorkspaceStore, MemoryWorkspaces>();
        services.AddSingleton<ISecretStore, MemorySecrets>();
        services.AddSingleton<ILockStore, MemoryLocks>();
        services.AddSingleton<IFleetIndex, MemoryFleetIndex>();
        services.AddSingleton<IAuditLog, MemoryAuditLog>();
        services.AddSingleton<IUsedSignatures, MemoryUsedSignatures>();
        services.AddSingleton<IHostHistory, MemoryHostHistory>();
        services.AddSingleton(typeof(IChanges<>), typeof(MemoryChanges<>));
        services.AddSingleton<ILogStore, MemoryLogStore>();
        services.AddSingleton<IStoreHealth, MemoryStoreHealth>();
        services.AddSingleton<IStoreFigures, MemoryStoreFigures>();
        services.AddHostedService<MemoryWarning>();
        return services;
    }
}
