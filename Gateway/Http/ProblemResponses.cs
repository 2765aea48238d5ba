using Microsoft.AspNetCore.Diagnostics;
using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Lifetime;

namespace OrleansOps.Http;

/// <summary>Sees to it that every failed request is answered with a problem, whoever refused it.</summary>
internal static partial class ProblemResponses
{
    public static void UseProblemResponses(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("OrleansOps.Http.Problems");
        var lines = new LogAllowance(app.Services.GetRequiredService<TimeProvider>());
        var end = app.Services.GetRequiredService<ProcessEnd>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = _ => true,   // logged below, once
            ExceptionHandler = http => Problems.Write(http, For(http, end, logger, lines)),
        });
        app.UseStatusCodePages(pages => Problems.Write(pages.HttpContext, ForStatus(pages.HttpContext.Response.StatusCode)));
    }

    public static Refusal ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(Api.ProblemCodes.UnknownPath, "There is nothing at this address.", "Check how it is written.") { See = "GET /openapi/v1.json" },
        StatusCodes.Status405MethodNotAllowed => new(
            Api.ProblemCodes.MethodNotAllowed, "The address does not take this method.", "The Allow header names the methods it takes."),
        StatusCodes.Status413PayloadTooLarge => new(
            Api.ProblemCodes.BodyTooLarge, "The body is too large.", $"The limit is {HttpLimits.BodyBytes} bytes. Send less."),
        StatusCodes.Status415UnsupportedMediaType => new(
            Api.ProblemCodes.UnsupportedMediaType, "The body is not JSON.", "Send it with 'Content-Type: application/json'."),
        _ => new(Api.ProblemCodes.OfServer(status), "The request was refused.", "Nothing was changed.") { See = "GET /openapi/v1.json" },
    };

    private static Refusal For(HttpContext http, ProcessEnd end, ILogger logger, LogAllowance lines)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        switch (error)
        {
            case RefusedException refused:
                return refused.Refusal;
            case BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest } bad:
                return ForStatus(bad.StatusCode);
            case BadHttpRequestException bad:
                return new Refusal(Api.ProblemCodes.BadRequest, "The request cannot be read.", bad.Message);
            case not null when error.MeansUnavailable() || end.HasBegun:   // while a process ends, its parts fail in whatever way
                if (lines.Take(out var unsaid))
                {
                    LogUnavailable(logger, http.Request.Method, http.Request.Path, error.GetType().Name, error.Message, unsaid);
                }

                return new Refusal(
                    Api.ProblemCodes.Unavailable, "The control plane or its store does not answer.",
                    "Nothing is lost by asking again: every request may be repeated.")
                { RetryAfter = TimeSpan.FromSeconds(1) };
            default:
                LogFailure(logger, error, http.Request.Method, http.Request.Path);
                return new Refusal(
                    Api.ProblemCodes.InternalError, "The request failed in the control plane.",
                    $"It is logged under {http.TraceIdentifier}. It may be repeated.");
        }
    }

    [LoggerMessage(3002, LogLevel.Warning, "{Method} {Path} cannot be answered now ({Kind}: {Why}); {Unsaid} other such requests were not logged")]
    private static partial void LogUnavailable(ILogger logger, string method, PathString path, string kind, string why, long unsaid);

    [LoggerMessage(3001, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception? error, string method, PathString path);
}
