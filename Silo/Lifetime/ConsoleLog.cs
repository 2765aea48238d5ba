using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Hosting;
using Serilog;
using Serilog.Events;

namespace OrleansOps.Lifetime;

/// <summary>One line per event on standard output, where systemd and containers look for it. The same for every program of the control plane.</summary>
public static class ConsoleLog
{
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}";

    /// <summary>What libraries say below these levels is of no use to an operator, or said better by ourselves.</summary>
    private static readonly (string Source, LogEventLevel Least)[] Libraries =
    [
        ("Microsoft", LogEventLevel.Warning),
        ("Microsoft.AspNetCore.SignalR", LogEventLevel.Fatal),   // a refused message is an error there; here it is logged by the hub's filter
        ("Microsoft.Hosting.Lifetime", LogEventLevel.Information),
        ("Orleans", LogEventLevel.Warning),
        ("Orleans.Hosting.Kubernetes", LogEventLevel.Information),   // whom it declares dead, and why
        ("Orleans.Messaging.GatewayManager", LogEventLevel.Fatal),   // many times a second while no silo is there
        ("Polly", LogEventLevel.Warning),                        // tells of every placement of a grain
    ];

    /// <summary>Adds the log in place of whatever was there.</summary>
    /// <param name="builder">Of the program.</param>
    /// <param name="section">Its own section, for <c>LogLevel</c> and <c>LogFormat</c>.</param>
    public static void AddConsoleLog(this IHostApplicationBuilder builder, string section)
    {
        var level = builder.Configuration.GetValue($"{section}:LogLevel", LogEventLevel.Information);
        var configuration = new LoggerConfiguration().MinimumLevel.Is(level);
        foreach (var (source, least) in Libraries)
        {
            configuration.MinimumLevel.Override(source, least);
        }

        var logger = configuration
            .Filter.ByExcluding(IsNoise)
            .WriteTo.Console(builder.Configuration.GetValue($"{section}:LogFormat", LogFormat.Text) is LogFormat.Json ? new JsonLines() : new EscapedLines(Template))
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(level <= LogEventLevel.Debug ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.AddSerilog(logger, dispose: true);
        builder.Services.AddSingleton<Serilog.ILogger>(logger);
    }

    /// <summary>
    /// Orleans says at each start that it wants the server's garbage collector, which was measured and is not better here, and that a check
    /// that has not begun yet has not ended. Of a refused start one sentence says all (<c>ProcessRun</c>).
    /// </summary>
    private static bool IsNoise(LogEvent entry) =>
        entry.MessageTemplate.Text is var text
        && (text.Contains("ServerGC", StringComparison.Ordinal)
            || text.StartsWith("Participant check thread", StringComparison.Ordinal)
            || IsFirstUseOfAScript(entry)
            || (text.StartsWith("Hosting failed to start", StringComparison.Ordinal) && entry.Exception is IOException or OptionsValidationException or RefusedSettingException or OperationCanceledException));

    /// <summary>Redis does not know a script yet, and is given it with the next call: Orleans' directory calls that an error.</summary>
    private static bool IsFirstUseOfAScript(LogEvent entry) => entry.Properties.Values.OfType<ScalarValue>()
        .Any(value => value.Value is string text && text.StartsWith("NOSCRIPT", StringComparison.Ordinal));
}
