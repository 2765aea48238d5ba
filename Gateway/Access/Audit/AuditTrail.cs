using OrleansOps.Health;
using OrleansOps.Metrics;

namespace OrleansOps.Access;

/// <summary>
/// Writes down each change that is asked for: into the log, and into the store, before it is answered. It stands around every endpoint of the
/// API that changes something, so none can be forgotten.
/// </summary>
internal sealed partial class AuditTrail(IGrainFactory grains, GatewayMeter meter, ILogger<AuditTrail> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        var entry = new AuditEntry(http, this);
        http.Features.Set(entry);
        object? result;
        try
        {
            result = await next(context);
        }
        catch
        {
            await entry.Write(AuditOutcome.Unknown, status: 0);
            throw;
        }

        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        await entry.Write(status < 400 ? AuditOutcome.Done : status < 500 ? AuditOutcome.Refused : AuditOutcome.Unknown, status);
        return result;
    }

    /// <summary>Never fails: what was done is done, and the log has it where the store has not.</summary>
    public async Task Add(AuditEvent happened)
    {
        LogHappened(
            happened.TokenName, happened.TokenId, happened.SessionId ?? "-", happened.From, happened.Action, happened.Target ?? "-",
            happened.Detail ?? "-", happened.Outcome, happened.Status);
        try
        {
            await grains.GetGrain<IAuditGrain>(0).Add(happened);
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            meter.Refused("audit-not-stored");
            LogNotStored(failure.Message);
        }
    }

    [LoggerMessage(3121, LogLevel.Information, "Audit: {TokenName} (token {TokenId}, session {SessionId}) from {From}: {Action} {Target} ({Detail}): {Outcome}, {Status}")]
    private partial void LogHappened(
        string tokenName, string tokenId, string sessionId, string from, string action, string target, string detail, AuditOutcome outcome, int status);

    [LoggerMessage(3122, LogLevel.Error, "The audit event above is in this log alone, the store did not take it: {Why}")]
    private partial void LogNotStored(string why);
}
