using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Logs;

namespace OrleansOps.Hosting;

/// <summary>Where settings come from, and the refusal of those that nobody reads.</summary>
internal static class GatewayConfiguration
{
    public const string DefaultUrl = "http://127.0.0.1:5180";

    /// <summary>
    /// Settings are read at start. Watching their file for changes watches the whole working directory below it, and every file that a
    /// task writes there costs both of us.
    /// </summary>
    public const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    public static void AddGatewayConfiguration(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddEnvironmentVariables("OPS_");
        builder.Configuration.AddCommandLine(args);   // once more, above the environment
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        RefuseUnknown(
            builder.Configuration.GetSection(GatewayOptions.Section),
            new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
            {
                [GatewayOptions.Section] = typeof(GatewayOptions),
                [AccessOptions.Section] = typeof(AccessOptions),
                [AgentSocketOptions.Section] = typeof(AgentSocketOptions),
                [LogFollowOptions.Section] = typeof(LogFollowOptions),
                [LogCapOptions.Section] = typeof(LogCapOptions),
            });
    }

    /// <summary>A setting that is misspelt must not be taken for its default.</summary>
    /// <exception cref="UnknownSettingException">Names the setting.</exception>
    private static void RefuseUnknown(IConfigurationSection section, Dictionary<string, Type> sections)
    {
        var known = sections[section.Path].GetProperties().Select(property => property.Name);
        foreach (var entry in section.GetChildren())
        {
            if (sections.ContainsKey(entry.Path))
            {
                RefuseUnknown(entry, sections);
            }
            else if (!known.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                var nested = sections.Keys.Where(path => path.StartsWith(section.Path + ":", StringComparison.OrdinalIgnoreCase)).Select(path => path[(section.Path.Length + 1)..]);
                throw new UnknownSettingException(
                    $"Setting '{entry.Path}' is not known. Known below '{section.Path}' are: {string.Join(", ", known.Concat(nested))}.");
            }
        }
    }
}
