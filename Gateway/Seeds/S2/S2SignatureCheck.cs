using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Hosting;
using OrleansOps.Metrics;
using OrleansOps.Seeds.S2.Wire;

namespace OrleansOps.Seeds.S2;

/// <summary>Lets a request in that is signed, once. It stands before every door of a control plane, and before all that such a door does.</summary>
internal sealed partial class S2SignatureCheck(
    S2Secret secret, IGrainFactory grains, RequestLimit requests, StrangerLimit strangers, RefusalLog refusals, GatewayMeter meter, IOptions<S2Options> options, TimeProvider time,
    ILogger<S2SignatureCheck> logger) : IEndpointFilter
{
    /// <summary>How far the clocks of two gateways may be apart.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private readonly LogAllowance _again = new(time);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await Refused(http) is { } refusal)
        {
            meter.Refused($"s2-{refusal.Status}");
            return refusal;
        }

        http.User = S2Caller.Identity;
        return await next(context);
    }

    private async ValueTask<S2Refusal?> Refused(HttpContext http)
    {
        if (!secret.IsThere)
        {
            return S2Refusal.Off;
        }

        var (signature, refusal) = S2Signature.Read(http.Request.Headers, time.GetUtcNow(), options.Value.ClockSkew);
        if (signature is null)
        {
            return Guessed(http, refusal!);
        }

        if (await S2Body.Read(http) is not { } body)
        {
            return S2Refusal.TooLarge;
        }

        if (!secret.IsSigned(signature.Signed(http.Request.Method, http.Request.Path, body.Bytes), signature.Code))
        {
            return Guessed(http, S2Refusal.WrongSignature);
        }

        http.Features.Set(body);
        return requests.Take(S2Caller.Id) is not null ? S2Refusal.TooMany : await Again(http, signature);
    }

    /// <summary>
    /// What changes something is let in once. What reads may come twice: the time is in whole seconds, so two questions of one second that ask the same are signed the same.
    /// </summary>
    private async ValueTask<S2Refusal?> Again(HttpContext http, S2Signature signature)
    {
        if (HttpMethods.IsGet(http.Request.Method) || await grains.GetGrain<ISignatureGrain>(0).Use(signature.Name, (2 * options.Value.ClockSkew) + Apart))
        {
            return null;
        }

        if (_again.Take(out var unsaid))
        {
            LogAgain(http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress, unsaid);
        }

        return S2Refusal.WrongSignature;
    }

    private S2Refusal Guessed(HttpContext http, S2Refusal refusal)
    {
        if (refusal == S2Refusal.NoSignature)
        {
            refusals.NoToken(http);
        }
        else
        {
            refusals.WrongToken(http, S2Caller.Id, new TokenVerdict(TokenStatus.Wrong, null));
        }

        return strangers.Take(http.Connection.RemoteIpAddress) is null ? refusal : S2Refusal.TooManyWrong;
    }

    [LoggerMessage(2560, LogLevel.Warning, "{Method} {Path} came from {From} with a signature that was used before, and was refused; {Unsaid} other such requests were not logged")]
    private partial void LogAgain(string method, PathString path, System.Net.IPAddress? from, long unsaid);
}
