using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace OrleansOps.Hosting;

/// <summary>What a pod of Kubernetes says stands below all settings: it holds where nobody said otherwise.</summary>
internal static class PodSettings
{
    /// <summary>Whether this process runs in a pod of Kubernetes, by its settings.</summary>
    public static bool InKubernetes(this IConfiguration configuration) =>
        configuration.GetValue<bool>($"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.Kubernetes)}");

    /// <exception cref="RefusedSettingException">The pod's manifest leaves something out.</exception>
    public static void AddPod(this IConfigurationManager configuration)
    {
        if (!configuration.InKubernetes())
        {
            return;
        }

        var pod = Pod.Read(configuration, Environment.GetEnvironmentVariable);
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new($"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.Name)}", pod.Name),
                new($"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.Address)}", pod.Address),
            ],
        });
    }
}
