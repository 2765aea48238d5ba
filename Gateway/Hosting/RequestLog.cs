using Microsoft.Extensions.Options;
using OrleansOps.Access;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Hosting;

namespace OrleansOps.Hosting;

/// <summary>Writes each request to the log, if the setting says so. The query is left out: it is long, and says nothing of who asked.</summary>
internal static class RequestLog
{
    private const string Line = "{RequestMethod} {RequestPath} by {TokenName} ({TokenId}) from {From}: {StatusCode} in {Elapsed:0.0} ms";

    /// <summary>What it notes about a request while that is answered.</summary>
    public static void AddRequestLog(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DiagnosticContext>();
        builder.Services.AddSingleton<IDiagnosticContext>(services => services.GetRequiredService<DiagnosticContext>());
    }

    /// <summary>Stands first, so that all who refuse and all that takes time stand inside.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.LogRequests)
        {
            return;
        }

        app.UseSerilogRequestLogging(log =>
        {
            log.MessageTemplate = Line;
            log.Logger = app.Services.GetRequiredService<Serilog.ILogger>().ForContext(Constants.SourceContextPropertyName, "OrleansOps.Http.Requests");
            log.GetLevel = static (http, _, failure) => failure is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Warning : LogEventLevel.Information;
            log.EnrichDiagnosticContext = static (asked, http) =>
            {
                asked.Set("From", http.Connection.RemoteIpAddress?.ToString() ?? "a socket");
                asked.Set(nameof(OperatorRequests.TokenId), http.User.TokenId());
                asked.Set(nameof(OperatorRequests.TokenName), http.User.TokenName());
            };
        });
    }
}
