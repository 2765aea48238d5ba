using OrleansOps.Metrics;
using OrleansOps.Operators.Streams;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Hosting;

/// <summary>The metrics of this process, for operators' monitoring.</summary>
internal static class MetricsEndpoint
{
    public static void AddGatewayMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GatewayMeter>();
        builder.AddMetrics();
    }

    public static void MapMetrics(this WebApplication app)
    {
        var (sockets, followers) = (app.Services.GetRequiredService<AgentSockets>(), app.Services.GetRequiredService<Followers>());
        app.Services.GetRequiredService<GatewayMeter>().Watch(() => sockets.Count, () => followers.Count);
        app.MapMetricsDoor();
    }
}
