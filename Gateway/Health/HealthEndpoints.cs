using OrleansOps.Hosting;

namespace OrleansOps.Health;

/// <summary>For whoever restarts the process, and for whoever sends requests to it.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(StoreProbe store, HttpContext http)
    {
        var health = await store.Ask(http.RequestAborted);
        var readiness = new Rest.Readiness
        {
            Ready = health.Ok,
            Store = health.Store,
            LatencyMs = health.Latency?.TotalMilliseconds,
            Fsync = health.Fsync,
            Durability = health.Durability,
            UsedMemoryBytes = health.UsedMemoryBytes,
            Problem = health.Problem,
            Server = ServerVersion.View,
        };
        return TypedResults.Json(
            readiness, Rest.WebJson.Context.Readiness,
            statusCode: health.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
