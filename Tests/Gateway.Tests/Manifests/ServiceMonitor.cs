using k8s.Models;

namespace OrleansOps.Tests.Gateway.Manifests;

/// <summary>What we use of the Prometheus operator's resource, whose types the Kubernetes client does not have.</summary>
public sealed class ServiceMonitor
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public required V1ObjectMeta Metadata { get; set; }

    public required Wanted Spec { get; set; }

    public sealed class Wanted
    {
        public string? JobLabel { get; set; }

        public required V1LabelSelector Selector { get; set; }

        public required List<Endpoint> Endpoints { get; set; }
    }

    public sealed class Endpoint
    {
        public required string Port { get; set; }

        public required string Path { get; set; }

        public required string Interval { get; set; }

        public Authorization? Authorization { get; set; }
    }

    public sealed class Authorization
    {
        public required V1SecretKeySelector Credentials { get; set; }
    }
}
