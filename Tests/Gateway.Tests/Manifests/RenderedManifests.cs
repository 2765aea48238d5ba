using System.Diagnostics;
using k8s;
using k8s.Models;

namespace OrleansOps.Tests.Gateway.Manifests;

/// <summary>What <c>kubectl kustomize</c> makes of a folder below deploy/kubernetes, read by the models of the Kubernetes client: a field that they do not know is an error.</summary>
internal sealed class RenderedManifests
{
    private static readonly Dictionary<string, Type> More = new(StringComparer.Ordinal) { ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor) };

    private readonly List<object> _all;

    private RenderedManifests(List<object> all) => _all = all;

    /// <summary>Of an overlay, with components where they are named.</summary>
    public static async Task<RenderedManifests> Of(string overlay, params string[] components)
    {
        var folder = Path.Combine(PrintedCommands.Root, "deploy/kubernetes");
        using var own = new TemporaryDirectory();
        await File.WriteAllTextAsync(
            own.File("kustomization.yaml"),
            $"""
            resources:
              - {Path.GetRelativePath(own.Path, Path.Combine(folder, "overlays", overlay))}
            components: [{string.Join(", ", components.Select(component => Path.GetRelativePath(own.Path, Path.Combine(folder, "components", component))))}]
            namespace: ops
            images:
              - name: ops-silo
                newName: registry.example.org/ops-silo
                newTag: "1"
              - name: ops-gateway
                newName: registry.example.org/ops-gateway
                newTag: "1"
            """);
        return new(KubernetesYaml.LoadAllFromString(await Rendered(own.Path), More, strict: true));
    }

    public IReadOnlyList<object> All => _all;

    /// <summary>All pods that are made of them, by the name of what makes them.</summary>
    public IReadOnlyDictionary<string, V1PodTemplateSpec> Pods => Every<V1Deployment>().Select(one => (one.Metadata.Name, one.Spec.Template))
        .Concat(Every<V1StatefulSet>().Select(one => (one.Metadata.Name, one.Spec.Template)))
        .ToDictionary(one => one.Name, one => one.Template, StringComparer.Ordinal);

    public IEnumerable<T> Every<T>() => _all.OfType<T>();

    /// <summary>The variables of a pod's one container: of its ConfigMaps, and its own. A field of the pod, or a key of a secret, stands there as its path.</summary>
    public IReadOnlyDictionary<string, string> Environment(string pod)
    {
        var container = Assert.Single(Pods[pod].Spec.Containers);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in Every<V1ConfigMap>().Single(map => string.Equals(map.Metadata.Name, source.ConfigMapRef.Name, StringComparison.Ordinal)).Data)
            {
                variables[name] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            variables[variable.Name] = variable.Value ?? variable.ValueFrom.FieldRef.FieldPath;
        }

        return variables;
    }

    /// <summary>Whether labels are those of a selector.</summary>
    public static bool Has(V1PodTemplateSpec pod, V1LabelSelector selector)
    {
        var labels = pod.Metadata.Labels;
        return (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal))
            && (selector.MatchExpressions ?? []).All(one => string.Equals(one.OperatorProperty, "In", StringComparison.Ordinal) && labels.TryGetValue(one.Key, out var value) && one.Values.Contains(value, StringComparer.Ordinal));
    }

    private static async Task<string> Rendered(string folder)
    {
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = kubectl.StandardError.ReadToEndAsync();
        var rendered = await kubectl.StandardOutput.ReadToEndAsync();
        await kubectl.WaitForExitAsync();
        Assert.True(kubectl.ExitCode == 0 && (await said).Length == 0, $"kubectl kustomize ended with {kubectl.ExitCode}: {await said}");
        return rendered;
    }
}
