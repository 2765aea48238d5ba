using OrleansOps.HostAgent.Tasks;
using Serilog.Core;
using Serilog.Events;

namespace OrleansOps.HostAgent.Cli;

/// <summary>Adds the trace to whatever is logged of a task or of one of its attempts.</summary>
internal sealed class TraceOfTask(TaskTraces traces) : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if ((TextOf(logEvent, "TaskId") ?? TextOf(logEvent, "Attempt")?.Split('.')[0]) is { } task && traces.Of(task) is { } trace)
        {
            logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty("Trace", $" trace={trace}"));
        }
    }

    private static string? TextOf(LogEvent logEvent, string name) =>
        logEvent.Properties.GetValueOrDefault(name) is ScalarValue { Value: string text } ? text : null;
}
