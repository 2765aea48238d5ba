using Microsoft.Extensions.Configuration;

namespace OrleansOps.Hosting;

/// <summary>The pod of Kubernetes that this process runs in, as its manifest says to it.</summary>
/// <param name="Name">Its name, such as ops-silo-7d9c5b8f6d-x2x7k. No other pod of the namespace has it.</param>
/// <param name="Namespace">Where its cluster's other pods are.</param>
/// <param name="Address">Its IP address, at which other pods reach it.</param>
internal sealed record Pod(string Name, string Namespace, string Address)
{
    /// <summary>Label of every pod of an installation; its value is <c>Cluster:ServiceId</c>. Orleans looks for pods by the two.</summary>
    public const string ServiceLabel = "orleans/serviceId";

    /// <summary>Label of every pod with a silo; its value is <c>Cluster:ClusterId</c>.</summary>
    public const string ClusterLabel = "orleans/clusterId";

    /// <summary>Variables that Orleans' own settings would be taken from, with those of ours that say the same.</summary>
    private static readonly (string Variable, string Setting, Func<ClusterNames, string> Of)[] Doubled =
    [
        ("ORLEANS_SERVICE_ID", $"{ClusterNames.Section}:{nameof(ClusterNames.ServiceId)}", names => names.ServiceId),
        ("ORLEANS_CLUSTER_ID", $"{ClusterNames.Section}:{nameof(ClusterNames.ClusterId)}", names => names.ClusterId),
    ];

    /// <exception cref="RefusedSettingException">A variable is missing, or says something else than a setting does.</exception>
    public static Pod Read(IConfiguration settings, Func<string, string?> variable)
    {
        var pod = new Pod(Field("POD_NAME", "metadata.name"), Field("POD_NAMESPACE", "metadata.namespace"), Field("POD_IP", "status.podIP"));
        if (settings[$"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.Name)}"] is { } name && !string.Equals(name, pod.Name, StringComparison.Ordinal))
        {
            throw new RefusedSettingException(
                $"Cluster:Name is '{name}', and this pod is called '{pod.Name}' (POD_NAME). With Cluster:Kubernetes a process is called as its pod is: leave Cluster:Name out.");
        }

        var names = settings.GetSection(ClusterNames.Section).Get<ClusterNames>() ?? new();
        foreach (var (doubled, setting, of) in Doubled)
        {
            if (variable(doubled) is { Length: > 0 } value && !string.Equals(value, of(names), StringComparison.Ordinal))
            {
                throw new RefusedSettingException($"{doubled} is '{value}', and {setting} is '{of(names)}'. Gateways read the setting alone: set that one, and leave the variable out.");
            }
        }

        return pod;

        string Field(string name, string path) => variable(name) is { Length: > 0 } value
            ? value
            : throw new RefusedSettingException(
                $"Cluster:Kubernetes is true, and the variable {name} is not set. Have the pod's manifest set it from the field {path} (valueFrom.fieldRef), or leave Cluster:Kubernetes out.");
    }
}
