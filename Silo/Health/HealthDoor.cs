using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace OrleansOps.Health;

/// <summary>The pages for whoever restarts a process, and for whoever sends requests to it. They need no token, and no cluster to look one up in.</summary>
public static class HealthDoor
{
    private static readonly ReadinessJson Json = new(new JsonSerializerOptions(ReadinessJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Adds <c>/healthz</c> and <c>/readyz</c>.</summary>
    /// <param name="routes">Of the program.</param>
    /// <param name="ready">Asks; never throws.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, Func<HttpContext, Task<Readiness>> ready)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
        routes.MapGet("/readyz", async http => await Answer(await ready(http)).ExecuteAsync(http)).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
    }

    private static JsonHttpResult<Readiness> Answer(Readiness readiness) =>
        TypedResults.Json(readiness, Json.Readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
