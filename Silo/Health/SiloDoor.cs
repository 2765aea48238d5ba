using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Lifetime;
using OrleansOps.Metrics;

namespace OrleansOps.Health;

/// <summary>The one port of a silo that speaks HTTP: whether it lives, whether it is ready, what it counts. Nothing can be done there.</summary>
internal static class SiloDoor
{
    public const string DefaultUrl = "http://127.0.0.1:5190";

    public static void AddSiloDoor(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(builder.Configuration["Urls"] ?? DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 100;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.AddMetrics();
    }

    public static void MapSiloDoor(this WebApplication app)
    {
        var (reach, store) = (app.Services.GetRequiredService<ClusterReach>(), app.Services.GetRequiredService<StoreProbe>());
        app.MapHealth(async http => reach.Problem is { } problem ? Readiness.Not(problem) : Readiness.Of(await store.Ask(http.RequestAborted)));
        app.MapMetricsDoor();
    }
}
