using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansOps.Lifetime;
using OrleansOps.Tracing;

namespace OrleansOps.Hosting;

/// <summary>What the programs of the control plane have in common: how they start, log and end.</summary>
public static class OpsProcess
{
    /// <summary>Adds it.</summary>
    /// <param name="builder">Of the program.</param>
    /// <param name="section">The program's own section of the settings.</param>
    /// <param name="hasSilo">Whether it hosts a silo.</param>
    public static void AddOpsProcess(this WebApplicationBuilder builder, string section, bool hasSilo)
    {
        builder.AddConsoleLog(section);
        builder.AddTracing(ProgramName(section), builder.Configuration.ProcessName());
        builder.Services.AddProcessEnd();
        builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
        OpenFirst.In(builder);
        if (hasSilo)
        {
            builder.Services.AddHostedService<FreePorts>();
        }
    }

    private static string ProgramName(string section) => $"ops-{section.ToLowerInvariant()}";

    /// <summary>Whether a gateway with these settings hosts a silo.</summary>
    public static bool HasSilo(this IConfiguration configuration) => Member(configuration).Silo;

    /// <summary>How a process with these settings is called where processes are listed.</summary>
    public static string ProcessName(this IConfiguration configuration)
    {
        var member = Member(configuration);
        return member.Name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{(member.Silo ? member.SiloPort : Environment.ProcessId)}");
    }

    private static ClusterMemberOptions Member(IConfiguration configuration) => configuration.GetSection(ClusterMemberOptions.Section).Get<ClusterMemberOptions>() ?? new();

    internal static void AddProcessEnd(this IServiceCollection services) => services.TryAddSingleton<ProcessEnd>();
}
