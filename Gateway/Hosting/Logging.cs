using System.Globalization;
using Serilog;
using Serilog.Events;

namespace OrleansOps.Hosting;

/// <summary>One line per event on standard output, where systemd and containers look for it.</summary>
internal static class Logging
{
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static void AddConsoleLog(this WebApplicationBuilder builder)
    {
        var level = builder.Configuration.GetValue($"{GatewayOptions.Section}:{nameof(GatewayOptions.LogLevel)}", LogEventLevel.Information);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.SignalR", LogEventLevel.Fatal)   // a refused message is an error there; here it is logged by the hub's filter
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(level <= LogEventLevel.Debug ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.AddSerilog(logger, dispose: true);
    }
}
