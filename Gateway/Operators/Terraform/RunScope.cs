using System.Security.Claims;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Lets a run's token no further than to its own workspace and run, and only while the run is heard. Who comes with another token is let through.</summary>
internal sealed class RunScope(IGrainFactory grains, GatewayMeter meter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (user, route) = (context.HttpContext.User, context.HttpContext.Request.RouteValues);
        if (user.FindFirstValue(AccessClaims.Run) is not { } run)
        {
            return await next(context);
        }

        var workspace = user.FindFirstValue(AccessClaims.Workspace)!;
        var isItsOwn = string.Equals(route["id"] as string, workspace, StringComparison.Ordinal)
            && (route["run"] is not string named || string.Equals(named, run, StringComparison.Ordinal))
            && !HttpMethods.IsDelete(context.HttpContext.Request.Method);
        return isItsOwn && await grains.GetGrain<IRunsGrain>(workspace).Hears(run) ? await next(context) : meter.Refuse(RunRefusals.NotHeard(run));
    }
}
