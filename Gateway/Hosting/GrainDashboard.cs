using Orleans.Dashboard;
using OrleansOps.Access;
using OrleansOps.Http;

namespace OrleansOps.Hosting;

/// <summary>
/// The grain runtime's own pages, made when somebody first asks for one: to map them reads all of their files into memory and compresses them,
/// 18 MB and half a second, and most processes never show them.
/// </summary>
internal sealed class GrainDashboard
{
    public const string Path = "/dashboard";

    private const string LogPath = "/Trace";

    private readonly Lazy<RequestDelegate> _pages;

    public GrainDashboard(IServiceProvider services) => _pages = new Lazy<RequestDelegate>(() => Pages(services));

    /// <summary>Stands behind an endpoint that has let the caller in.</summary>
    public Task Serve(HttpContext http)
    {
        http.SetEndpoint(null);   // that one: the pages have their own
        http.Request.RouteValues.Clear();
        return _pages.Value(http);
    }

    private static RequestDelegate Pages(IServiceProvider services)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.UseEndpoints(routes => routes.MapOrleansDashboard(Path)
            .RequireAuthorization(AccessPolicies.Operators)   // asked before; said here for whoever lists what stands open
            .ExcludeFromDescription()
            .AddEndpointFilter(async (call, next) => IsLog(call.HttpContext.GetEndpoint()) ? NoLog() : await next(call)));
        return pipeline.Build();
    }

    /// <summary>By the endpoint: a path may be written in many ways.</summary>
    private static bool IsLog(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route } && route.TrimEnd('/').EndsWith(LogPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>An endless answer without the bounds that our live streams have.</summary>
    private static RefusedResult NoLog() => new(new Refusal(
        Api.ProblemCodes.LogNotServed, "The log of this process is not served.", "It is where the process writes it: on its standard output."));
}
