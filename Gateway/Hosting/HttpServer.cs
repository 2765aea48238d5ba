using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OrleansOps.Access;
using OrleansOps.Http;

namespace OrleansOps.Hosting;

/// <summary>The HTTP server and its bounds.</summary>
internal static class HttpServer
{
    private const string DefaultUrl = "http://127.0.0.1:5180";

    private static readonly string[] TokenParameters = ["access_token", "token", "authorization"];

    /// <summary>Pages that are not ours: their own files only, and no script but those; their charts and diagrams write styles.</summary>
    private const string DashboardPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddHttpServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(Urls(builder.Configuration));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = UnixSockets.Bind);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpLimits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = HttpLimits.HeaderBytes;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = HttpLimits.RequestTime, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSingleton(TimeProvider.System);
    }

    private static string Urls(ConfigurationManager settings) => (settings["Urls"], settings[$"{GatewayOptions.Section}:{nameof(GatewayOptions.Socket)}"]) switch
    {
        (var urls, null or "") => urls ?? DefaultUrl,
        (null or "", var socket) => $"http://unix:{socket}",
        var (urls, socket) => $"{urls};http://unix:{socket}",
    };

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments(GrainDashboard.Path, StringComparison.OrdinalIgnoreCase)
            ? DashboardPolicy
            : "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(http);
    });

    /// <summary>An address is written to logs and histories on its way: a secret has no place in it.</summary>
    public static void UseTokenInAddressRefusal(this WebApplication app) => app.Use((http, next) =>
        http.Request.QueryString.HasValue && !TokenInAddress.TryTake(http) && HasToken(http.Request.Query)
            ? Problems.Write(http, new Refusal(
                Api.ProblemCodes.TokenInAddress, "A token stands in the address.",
                "Send it in the header 'Authorization: Bearer <token>', and revoke this one: addresses are written to logs."))
            : next(http));

    /// <summary>A few compressed bytes may become more than any limit. No caller needs that: the largest body is one script.</summary>
    public static void UseEncodedBodyRefusal(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers.ContentEncoding.All(encoding => encoding is "identity"))
        {
            return next(http);
        }

        http.Response.Headers.AcceptEncoding = "identity";
        return Problems.Write(http, new Refusal(
            Api.ProblemCodes.EncodedBody, "The body is encoded.",
            $"'Content-Encoding' may only be 'identity' here: bodies are taken as they are, up to {HttpLimits.BodyBytes} bytes. Send it without compression."));
    });

    private static bool HasToken(IQueryCollection query) => query.Any(parameter =>
        TokenParameters.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)
        || parameter.Value.Any(value => value is not null && AccessToken.TryParse(value, out _)));
}
