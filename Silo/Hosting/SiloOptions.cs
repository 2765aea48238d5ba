using OrleansOps.Lifetime;
using Serilog.Events;

namespace OrleansOps.Hosting;

/// <summary><c>ops-silo</c> as a program.</summary>
internal sealed class SiloOptions
{
    public const string Section = "Silo";

    /// <summary>What is written to the log: Verbose, Debug, Information, Warning or Error. Default: Information.</summary>
    public LogEventLevel LogLevel { get; set; } = LogEventLevel.Information;

    /// <summary>How it is written: Text, or Json for programs that collect logs. Default: Text.</summary>
    public LogFormat LogFormat { get; set; }
}
