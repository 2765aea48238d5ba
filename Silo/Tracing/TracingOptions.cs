using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace OrleansOps.Tracing;

/// <summary>Whether and where spans are recorded. The trace's id is there in any case.</summary>
public sealed class TracingOptions
{
    public const string Section = "Tracing";

    /// <summary>Address of the collector that takes spans (OTLP). Default: none, and no spans are made.</summary>
    public string? Endpoint { get; set; }

    /// <summary>How it is spoken to: Grpc or HttpProtobuf. Default: Grpc.</summary>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Which part of the calls that come without a trace is recorded, 0 to 1. Default: 1. One that comes with a trace is recorded if that is.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1;

    /// <summary>The address for spans.</summary>
    internal Uri? Address => Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? Protocol == OtlpExportProtocol.HttpProtobuf && address.AbsolutePath == "/" ? new Uri(address, "v1/traces") : address
        : null;
}
