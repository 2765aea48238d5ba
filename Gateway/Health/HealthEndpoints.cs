namespace OrleansOps.Health;

/// <summary>For whoever restarts the process, and for whoever sends requests to it.</summary>
internal static class HealthEndpoints
{
    public static void MapGatewayHealth(this WebApplication app)
    {
        var probe = app.Services.GetRequiredService<ReadinessProbe>();
        app.MapHealth(http => probe.Ask(http.RequestAborted));
    }
}
