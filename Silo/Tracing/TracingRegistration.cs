using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansOps.Lifetime;

namespace OrleansOps.Tracing;

/// <summary>Spans of a process, sent to a collector by OTLP where one is set. Without one nothing listens, and no span is made.</summary>
internal static class TracingRegistration
{
    /// <summary>Asked all the time, or open all the time: the agents' sockets, whose messages say for themselves to which trace they belong.</summary>
    private static readonly PathString[] Quiet = ["/hubs", "/metrics", "/healthz", "/readyz"];

    /// <summary>Orleans takes interfaces in a namespace that begins like its own for its own: the calls of our grains are among those of its runtime.</summary>
    private const string OrleansCalls = "Microsoft.Orleans.Runtime";

    public static void AddTracing(this IHostApplicationBuilder builder, string program, string process)
    {
        builder.Services.AddOptions<TracingOptions>().BindConfiguration(TracingOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.Endpoint is null || options.Address is not null, $"{TracingOptions.Section}:{nameof(TracingOptions.Endpoint)} must be an address, such as http://127.0.0.1:4317.")
            .ValidateOnStart();
        if (Read(builder.Configuration) is not { Address: { } address } tracing)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(program, serviceVersion: ServerVersion.Text, serviceInstanceId: process))
            .WithTracing(spans => spans
                .AddSource(Traces.SourceName, OrleansCalls)
                .AddAspNetCoreInstrumentation(http => http.Filter = request => !Array.Exists(Quiet, path => request.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
                .SetSampler(new ParentBasedSampler(new CallSampler(tracing.SampleRatio)))
                .AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Protocol) = (address, tracing.Protocol)));
    }

    /// <summary>Calls between grains go on with the trace only where spans are recorded: each call would pay for the filters.</summary>
    public static void AddTracing(this ISiloBuilder silo)
    {
        if (Read(silo.Configuration).Address is not null)
        {
            silo.AddActivityPropagation();
        }
    }

    public static void AddTracing(this IClientBuilder client)
    {
        if (Read(client.Configuration).Address is not null)
        {
            client.AddActivityPropagation();
        }
    }

    private static TracingOptions Read(IConfiguration configuration) => configuration.GetSection(TracingOptions.Section).Get<TracingOptions>() ?? new();
}
