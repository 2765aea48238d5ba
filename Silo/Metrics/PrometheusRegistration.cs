using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Metrics;

/// <summary>The metrics of a process, for operators' monitoring.</summary>
public static class PrometheusRegistration
{
    public static void AddPrometheusText(this IServiceCollection services)
    {
        services.AddSingleton<PrometheusText>();
        services.AddHostedService(all => all.GetRequiredService<PrometheusText>());
    }

    public static RouteHandlerBuilder MapPrometheusText(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (PrometheusText metrics) => TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8")).ExcludeFromDescription();
}
