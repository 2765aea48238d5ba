using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Tasks;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace OrleansOps.HostAgent.Cli;

/// <summary>Where the agent's own log goes.</summary>
internal static class AgentLogging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{Trace:l}{NewLine}{Exception}";
    private const long FileBytes = 10 * 1024 * 1024;
    private const int FilesKept = 5;

    public static ILoggerFactory Create(AgentOptions options, TaskTraces traces)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Is(options.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Fatal)   // what happens to a connection is said once, by the loop that acts on it
            .Enrich.With<PrintableValues>()
            .Enrich.With(new TraceOfTask(traces))
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (options.LogFile is { } path)
        {
            log.WriteTo.File(
                path,
                outputTemplate: Line,
                formatProvider: CultureInfo.InvariantCulture,
                fileSizeLimitBytes: FileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: FilesKept);
        }

        return new SerilogLoggerFactory(log.CreateLogger(), dispose: true);
    }
}
