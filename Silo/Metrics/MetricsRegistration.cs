using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace OrleansOps.Metrics;

/// <summary>The metrics of a process, for operators' monitoring: ours, ASP.NET Core's, .NET's and Orleans', in Prometheus' text format.</summary>
public static class MetricsRegistration
{
    public const string Path = "/metrics";

    private const string OrleansMeter = "Microsoft.Orleans";
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    /// <summary>Most series of one metric, unless they are by route or by code. The room for all of them is taken when the first is counted.</summary>
    private const int MostSeries = 200;

    private static readonly double[] CallMilliseconds = [0.5, 1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000, 30000];

    private static readonly string[] Meters = ["OrleansOps", RequestMeter, "Microsoft.AspNetCore.Server.Kestrel", OrleansMeter];

    public static void AddMetrics(this IHostApplicationBuilder builder)
    {
        foreach (var meter in Meters)
        {
            // By the host's own rules, and not by the name alone: of another host in the same process nothing is counted here.
            builder.Metrics.EnableMetrics(meter, instrumentName: null, listenerName: null, MeterScope.Global | MeterScope.Local);
        }

        builder.Services.AddHostedService<ProcessMeter>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddRuntimeInstrumentation()
            .AddView(Shown)
            .AddPrometheusExporter());
        builder.Services.Configure<PrometheusAspNetCoreOptions>(prometheus =>
        {
            prometheus.ScopeInfoEnabled = false;   // the names say whose they are
            prometheus.ScrapeResponseCacheDurationMilliseconds = 0;   // who asks wants to know how it is now
        });
    }

    public static IEndpointConventionBuilder MapMetricsDoor(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint(Path).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).ExcludeFromDescription();

    /// <summary>
    /// Of Orleans only what is read when somebody asks, and of calls how many there were, how long they took and which had no answer in time: the rest is on
    /// the path of every message.
    /// </summary>
    private static MetricStreamConfiguration? Shown(Instrument instrument) => instrument switch
    {
        { Meter.Name: OrleansMeter, Name: "orleans-app-requests-latency" } => new ExplicitBucketHistogramConfiguration { Boundaries = CallMilliseconds, TagKeys = [], CardinalityLimit = 1 },
        { Meter.Name: OrleansMeter, Name: "orleans-app-requests-timedout" } => new MetricStreamConfiguration { TagKeys = [], CardinalityLimit = 1 },
        { Meter.Name: OrleansMeter, IsObservable: false } => MetricStreamConfiguration.Drop,
        { Meter.Name: RequestMeter } => null,
        _ => new MetricStreamConfiguration { CardinalityLimit = MostSeries },
    };
}
