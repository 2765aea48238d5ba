using OrleansOps.Http;

namespace OrleansOps.Operators.Health;

/// <summary>The whole installation at a glance.</summary>
internal static class SystemEndpoints
{
    public static void AddSystem(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadinessProbe>();
        builder.Services.AddSingleton<SystemReader>();
        builder.Services.AddSingleton<GatewayReportLoop>();
        builder.Services.AddHostedService(all => all.GetRequiredService<GatewayReportLoop>());
    }

    public static void MapSystem(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/system", async (SystemReader system) => TypedResults.Ok(await system.Read()))
            .WithTags("System").WithName("readSystem").WithSummary("Says how the whole is: store, silos, grains and gateways.")
            .Answers<Api.SystemView>(StatusCodes.Status200OK).Refuses();
}
