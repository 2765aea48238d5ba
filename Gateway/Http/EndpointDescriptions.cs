using OrleansOps.Metrics;

namespace OrleansOps.Http;

/// <summary>What an endpoint answers, for the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<T>(status);
        }

        return endpoint;
    }

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[.. statuses, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable])
        {
            endpoint.Produces<Api.Problem>(status, Problems.ContentType);
        }

        return endpoint;
    }

    public static RefusedResult Refuse(this GatewayMeter meter, Refusal refusal)
    {
        meter.Refused(refusal.Code);
        return refusal.ToResult();
    }
}
