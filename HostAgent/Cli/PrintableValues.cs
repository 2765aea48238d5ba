using OrleansOps.Platform;
using Serilog.Core;
using Serilog.Events;

namespace OrleansOps.HostAgent.Cli;

/// <summary>What a gateway says is part of many messages of the log: none of it moves the cursor of who reads them, or begins a line of its own.</summary>
internal sealed class PrintableValues : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
        {
            if (value is ScalarValue { Value: string text } && Printable.Of(text) is var safe && !ReferenceEquals(safe, text))
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(safe)));
            }
        }
    }
}
