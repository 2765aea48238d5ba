using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Jobs;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Redis;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;
using OrleansOps.Tracing;

namespace OrleansOps.Hosting;

/// <summary>Where settings come from, and the refusal of those that nobody reads. The same for every program of the control plane.</summary>
public static class ProgramSettings
{
    /// <summary>
    /// Settings are read at start. Watching their file for changes watches the whole working directory below it, and every file that a
    /// task writes there costs both of us.
    /// </summary>
    public const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>
    /// Sections that gateways and silos share. One environment may be given to both, so each knows the names that only the other reads.
    /// </summary>
    private static readonly (string Path, Type Options)[] Shared =
    [
        (ClusterNames.Section, typeof(ClusterNames)),
        (ClusterMemberOptions.Section, typeof(ClusterMemberOptions)),
        (ClusterTlsOptions.Section, typeof(ClusterTlsOptions)),
        (RedisOptions.Section, typeof(RedisOptions)),
        (TaskOptions.Section, typeof(TaskOptions)),
        (JobOptions.Section, typeof(JobOptions)),
        (ScheduleOptions.Section, typeof(ScheduleOptions)),
        (TerraformOptions.Section, typeof(TerraformOptions)),
        (SecretOptions.Section, typeof(SecretOptions)),
        (LockOptions.Section, typeof(LockOptions)),
        (AgentOptions.Section, typeof(AgentOptions)),
        (LogOptions.Section, typeof(LogOptions)),
        (TokenOptions.Section, typeof(TokenOptions)),
        (AuditOptions.Section, typeof(AuditOptions)),
        (SessionOptions.Section, typeof(SessionOptions)),
        (TracingOptions.Section, typeof(TracingOptions)),
    ];

    /// <summary>Arguments above environment variables (<c>OPS_</c>) above <c>appsettings.json</c>.</summary>
    /// <param name="builder">Of the program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="own">Sections of this program alone, with the options that are read from them.</param>
    /// <exception cref="RefusedSettingException">A name below a known section is not known.</exception>
    public static void AddSettings(this IHostApplicationBuilder builder, string[] args, params (string Path, Type Options)[] own)
    {
        builder.Configuration.AddEnvironmentVariables("OPS_");
        builder.Configuration.AddCommandLine(args);   // once more, above the environment
        var known = Shared.Concat(own).ToLookup(section => section.Path, section => section.Options, StringComparer.OrdinalIgnoreCase);
        foreach (var root in known.Select(section => section.Key).Where(path => !path.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)))
        {
            RefuseUnknown(builder.Configuration.GetSection(root), known);
        }

        builder.Configuration.AddPod();
    }

    /// <summary>A setting that is misspelt must not be taken for its default.</summary>
    private static void RefuseUnknown(IConfigurationSection section, ILookup<string, Type> known)
    {
        var names = known[section.Path].SelectMany(options => options.GetProperties()).Where(property => property.CanWrite).Select(property => property.Name).ToList();
        foreach (var entry in section.GetChildren())
        {
            if (known.Contains(entry.Path))
            {
                RefuseUnknown(entry, known);
            }
            else if (!names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                var below = section.Path + ConfigurationPath.KeyDelimiter;
                var nested = known.Select(path => path.Key).Where(path => path.StartsWith(below, StringComparison.OrdinalIgnoreCase)).Select(path => path[below.Length..]);
                throw new RefusedSettingException(
                    $"Setting '{entry.Path}' is not known. Known below '{section.Path}' are: {string.Join(", ", names.Concat(nested))}.");
            }
        }
    }
}
