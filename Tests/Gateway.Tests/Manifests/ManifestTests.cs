using System.Globalization;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrleansOps.Hosting;

namespace OrleansOps.Tests.Gateway.Manifests;

/// <summary>What deploy/kubernetes says is what the programs are: no cluster is there to find out.</summary>
public sealed class ManifestTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(23);   // ProcessRun

    [Theory]
    [InlineData("single")]
    [InlineData("ha")]
    public async Task EveryFieldIsKnown_AndEverySecretIsOnlyReferredTo(string overlay)
    {
        var manifests = await RenderedManifests.Of(overlay, "servicemonitor");

        Assert.Empty(manifests.Every<V1Secret>());
        Assert.All(manifests.Every<ServiceMonitor>(), monitor =>
        {
            var service = Assert.Single(manifests.Every<V1Service>(), service => monitor.Spec.Selector.MatchLabels.All(service.Metadata.Labels.Contains));
            Assert.All(monitor.Spec.Endpoints, endpoint => Assert.Contains(service.Spec.Ports, port => string.Equals(port.Name, endpoint.Port, StringComparison.Ordinal)));
        });
        Assert.Equal(2, manifests.Every<ServiceMonitor>().Count());
    }

    [Theory]
    [InlineData("single", "ops-silo")]
    [InlineData("ha", "ops-silo")]
    [InlineData("single", "ops-gateway")]
    [InlineData("ha", "ops-gateway")]
    public async Task TheProgramTakesItsSettings_AndAnswersWhereItIsAsked(string overlay, string pod)
    {
        var manifests = await RenderedManifests.Of(overlay, "servicemonitor");
        var container = Assert.Single(manifests.Pods[pod].Spec.Containers);
        var variables = manifests.Environment(pod);
        using var data = new TemporaryDirectory();
        await using var program = Composed(pod, variables, data.Path);

        var paths = ((IEndpointRouteBuilder)program).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText).ToList();
        var port = int.Parse(variables["OPS_Urls"].Split(':')[^1], CultureInfo.InvariantCulture);
        Assert.All([container.StartupProbe, container.LivenessProbe, container.ReadinessProbe], probe =>
        {
            Assert.Contains(probe.HttpGet.Path, paths);
            Assert.Equal(port, container.Ports.Single(one => string.Equals(one.Name, probe.HttpGet.Port.Value, StringComparison.Ordinal)).ContainerPort);
        });
        Assert.Equal(("/healthz", "/readyz"), (container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path));
        Assert.All(manifests.Every<ServiceMonitor>().SelectMany(monitor => monitor.Spec.Endpoints), endpoint => Assert.Contains(endpoint.Path, paths));
    }

    [Fact]
    public void AGatewayWithASiloWhoseManifestLeavesAVariableOutIsRefused()
    {
        var refused = Assert.Throws<RefusedSettingException>(() => Program.Build(["--Cluster:Kubernetes=true", "--Store=Memory"]));

        Assert.Contains("POD_NAME is not set", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("single")]
    [InlineData("ha")]
    public async Task ThePodsOfSilosHaveTheLabelsThatTheyAreCheckedFor(string overlay)
    {
        var manifests = await RenderedManifests.Of(overlay);
        var (labels, variables) = (manifests.Pods["ops-silo"].Metadata.Labels, manifests.Environment("ops-silo"));

        Assert.Equal(variables["OPS_Cluster__ServiceId"], labels["orleans/serviceId"]);
        Assert.Equal(variables["OPS_Cluster__ClusterId"], labels["orleans/clusterId"]);
        Assert.DoesNotContain("orleans/clusterId", manifests.Pods["ops-gateway"].Metadata.Labels.Keys);   // no silo: it would be missed in the table of silos
        var member = new ClusterMemberOptions();
        Assert.Equal((member.SiloPort, member.GatewayPort), (PortOf(manifests, "silo"), PortOf(manifests, "clients")));
    }

    /// <summary>The Role is what <c>WhenASiloRunsInAPod</c> is allowed by its API server.</summary>
    [Theory]
    [InlineData("single")]
    [InlineData("ha")]
    public async Task SilosMayReadPodsAndNobodyMayMore(string overlay)
    {
        var manifests = await RenderedManifests.Of(overlay, "servicemonitor");

        var rule = Assert.Single(Assert.Single(manifests.Every<V1Role>()).Rules);
        Assert.Equal([""], rule.ApiGroups);
        Assert.Equal(["pods"], rule.Resources);
        Assert.Equal(["get", "list", "watch"], rule.Verbs);
        Assert.Equal("ops-silo", Assert.Single(Assert.Single(manifests.Every<V1RoleBinding>()).Subjects).Name);
        Assert.Equal("ops-silo", manifests.Pods["ops-silo"].Spec.ServiceAccountName);
        Assert.All(manifests.Pods.Where(pod => pod.Key is not "ops-silo"), pod => Assert.False(pod.Value.Spec.AutomountServiceAccountToken));
        Assert.Empty(manifests.Every<V1ClusterRole>());
    }

    [Theory]
    [InlineData("single")]
    [InlineData("ha")]
    public async Task NoPodMayMoreThanItMust_AndEachHasTimeToEndInOrder(string overlay)
    {
        var manifests = await RenderedManifests.Of(overlay);

        Assert.All(manifests.Pods, pod =>
        {
            var (name, spec) = (pod.Key, pod.Value.Spec);
            var container = Assert.Single(spec.Containers);
            Assert.True(spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" }, name);
            Assert.True(container.SecurityContext is { ReadOnlyRootFilesystem: true, AllowPrivilegeEscalation: false }, name);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.All(container.VolumeMounts, mount => Assert.Contains(spec.Volumes.Select(volume => volume.Name).Append("data"), volume => string.Equals(volume, mount.Name, StringComparison.Ordinal)));
            if (container.Image.StartsWith("registry.example.org/ops-", StringComparison.Ordinal))
            {
                var pause = container.Lifecycle?.PreStop.Exec.Command is ["sleep", var seconds] ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : TimeSpan.Zero;
                Assert.True(TimeSpan.FromSeconds(spec.TerminationGracePeriodSeconds!.Value) > pause + Drain, name);
            }
        });
        Assert.Equal(2, manifests.Pods.Values.Count(pod => pod.Spec.Containers[0].Image.StartsWith("registry.example.org/ops-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("single")]
    [InlineData("ha")]
    public async Task EverySelectorFindsPods_AndEveryPortIsTheirs(string overlay)
    {
        var manifests = await RenderedManifests.Of(overlay, "servicemonitor");

        Assert.All(manifests.Every<V1Service>(), service => Assert.All(
            Found(manifests, new() { MatchLabels = service.Spec.Selector }), pod => Assert.All(service.Spec.Ports, port => Assert.Contains(port.TargetPort.Value, PortsOf(pod)))));
        Assert.All(manifests.Every<V1PodDisruptionBudget>(), budget => Assert.Single(Found(manifests, budget.Spec.Selector)));
        Assert.All(manifests.Pods.Values.SelectMany(pod => pod.Spec.TopologySpreadConstraints ?? [], (pod, spread) => (pod, spread)), one => Assert.True(RenderedManifests.Has(one.pod, one.spread.LabelSelector)));
        Assert.All(manifests.Every<V1NetworkPolicy>(), policy => Found(manifests, policy.Spec.PodSelector));
        Assert.All(manifests.Every<V2HorizontalPodAutoscaler>(), scaler => Assert.Contains(scaler.Spec.ScaleTargetRef.Name, manifests.Pods.Keys));
        Assert.Equal(overlay is "ha" ? 2 : 0, manifests.Every<V2HorizontalPodAutoscaler>().Count());
        Assert.Equal(overlay is "ha" ? 2 : 0, manifests.Every<V1PodDisruptionBudget>().Count());
    }

    /// <summary>Each way that the programs need is open, and the ports of silos are open to nobody else.</summary>
    [Theory]
    [InlineData("single", "ops-gateway", "ops-silo", "clients", true)]
    [InlineData("single", "ops-silo", "ops-silo", "silo", true)]
    [InlineData("single", "ops-gateway", "ops-silo", "silo", false)]
    [InlineData("single", "ops-silo", "ops-redis", "redis", true)]
    [InlineData("single", "ops-gateway", "ops-redis", "redis", true)]
    [InlineData("single", "ops-redis", "ops-silo", "silo", false)]
    [InlineData("single", "ops-redis", "ops-silo", "clients", false)]
    [InlineData("ha", "ops-gateway", "ops-silo", "clients", true)]
    [InlineData("ha", "ops-silo", "ops-silo", "silo", true)]
    [InlineData("ha", "ops-gateway", "ops-silo", "silo", false)]
    public async Task TheNetworkCarriesWhatIsNeededAndNoMore(string overlay, string from, string to, string port, bool open)
    {
        var manifests = await RenderedManifests.Of(overlay);
        var (caller, called) = (manifests.Pods[from], manifests.Pods[to]);

        var leaves = PoliciesOf(manifests, caller).SelectMany(policy => policy.Spec.Egress ?? []).Any(rule => Reaches(rule.To, rule.Ports, called, port));
        var enters = PoliciesOf(manifests, called).SelectMany(policy => policy.Spec.Ingress ?? []).Any(rule => Reaches(rule.FromProperty, rule.Ports, caller, port));

        Assert.Equal((open, open), (leaves, enters));
    }

    private static bool Reaches(IList<V1NetworkPolicyPeer>? peers, IList<V1NetworkPolicyPort>? ports, V1PodTemplateSpec other, string port) =>
        (peers is null || peers.Any(peer => peer.PodSelector is { } pods && peer.NamespaceSelector is null && RenderedManifests.Has(other, pods)))
        && (ports is null || ports.Any(one => string.Equals(one.Port.Value, port, StringComparison.Ordinal)));

    private static IEnumerable<V1NetworkPolicy> PoliciesOf(RenderedManifests manifests, V1PodTemplateSpec pod) =>
        manifests.Every<V1NetworkPolicy>().Where(policy => RenderedManifests.Has(pod, policy.Spec.PodSelector));

    private static List<V1PodTemplateSpec> Found(RenderedManifests manifests, V1LabelSelector selector)
    {
        var found = manifests.Pods.Values.Where(pod => RenderedManifests.Has(pod, selector)).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static IEnumerable<string> PortsOf(V1PodTemplateSpec pod) => pod.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Name);

    private static int PortOf(RenderedManifests manifests, string name) => manifests.Pods["ops-silo"].Spec.Containers[0].Ports.Single(port => string.Equals(port.Name, name, StringComparison.Ordinal)).ContainerPort;

    /// <summary>Composed and not started: a setting that it does not know is refused. Files that it is given in a pod are not here.</summary>
    private static WebApplication Composed(string program, IReadOnlyDictionary<string, string> variables, string dataDir)
    {
        var ours = variables.Where(variable => variable.Key.StartsWith("OPS_", StringComparison.Ordinal)).ToList();
        string[] others = [.. variables.Keys.Except(ours.Select(variable => variable.Key), StringComparer.Ordinal).Except(["POD_NAME", "POD_NAMESPACE", "POD_IP", "SSL_CERT_FILE", "DOTNET_EnableDiagnostics"], StringComparer.Ordinal)];
        Assert.Empty(others);
        Assert.Equal(("metadata.name", "metadata.namespace", "status.podIP"), (variables["POD_NAME"], variables["POD_NAMESPACE"], variables["POD_IP"]));

        using var pod = new PodVariables();
        string[] all = [.. ours.Select(Argument)];
        string[] here = [.. ours.Where(variable => !variable.Value.StartsWith('/')).Select(Argument), "--Redis:Password=x"];
        if (program is "ops-silo")
        {
            WebApplication.CreateBuilder([]).AddSettings(all, (SiloOptions.Section, typeof(SiloOptions)));
            return SiloProgram.Build(here);
        }

        WebApplication.CreateBuilder([]).AddGatewaySettings(all);
        return Program.Build([.. here, $"--Gateway:DataDir={dataDir}"]);
    }

    private static string Argument(KeyValuePair<string, string> variable) => $"--{variable.Key[4..].Replace("__", ":", StringComparison.Ordinal)}={variable.Value}";
}
