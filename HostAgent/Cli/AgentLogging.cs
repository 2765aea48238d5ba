using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Tasks;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace OrleansOps.HostAgent.Cli;

/// <summary>Where the agent's own log goes.</summary>
internal static class AgentLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{Trace:l}{NewLine}{Exception}";

    /// <param name="level">Least level that is logged; may be changed at any time.</param>
    public static ILoggerFactory Create(AgentOptions options, LoggingLevelSwitch level, TaskTraces traces)
    {
        ITextFormatter form = options.LogsJson ? new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture) : new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture);
        var log = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Fatal)   // what happens to a connection is said once, by the loop that acts on it
            .Enrich.With<PrintableValues>()
            .Enrich.With(new TraceOfTask(traces))
            .WriteTo.Console(form);
        if (options.LogFile is { } path)
        {
            log.WriteTo.File(
                form,
                path,
                fileSizeLimitBytes: options.LogFileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: options.LogFiles,
                retainedFileTimeLimit: options.LogDays > 0 ? TimeSpan.FromDays(options.LogDays) : null);
        }

        return new SerilogLoggerFactory(log.CreateLogger(), dispose: true);
    }
}
