using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Jobs;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Rules;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;

namespace OrleansOps;

/// <summary>What the grains need beside the stores.</summary>
public static class GrainOptionsRegistration
{
    public static IServiceCollection AddGrainOptions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<TaskMeter>();
        services.AddSingleton<LogMeter>();
        services.AddSingleton<LongPolls>();
        services.AddSingleton<StoreProbe>();
        services.AddSingleton<RulesInForce>();
        services.AddTransient<HostRecord>();   // one for each agent's grain
        services.AddOptions<AgentOptions>()
            .BindConfiguration(AgentOptions.Section)
            .ValidateDataAnnotations()
            .Validate(o => o.SilenceLimit > 2 * o.HeartbeatEvery, "Agents:SilenceLimit must exceed two heartbeats (Agents:HeartbeatEvery).")
            .ValidateOnStart();
        services.AddOptions<TaskOptions>()
            .BindConfiguration(TaskOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<JobOptions>()
            .BindConfiguration(JobOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ScheduleOptions>()
            .BindConfiguration(ScheduleOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<TerraformOptions>()
            .BindConfiguration(TerraformOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<SecretOptions>()
            .BindConfiguration(SecretOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<LockOptions>()
            .BindConfiguration(LockOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<LogOptions>()
            .BindConfiguration(LogOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<TokenOptions>()
            .BindConfiguration(TokenOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<AuditOptions>()
            .BindConfiguration(AuditOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<SessionOptions>()
            .BindConfiguration(SessionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
