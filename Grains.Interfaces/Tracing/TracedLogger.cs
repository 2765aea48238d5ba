using Microsoft.Extensions.Logging;

namespace OrleansOps.Tracing;

/// <summary>Writes what is logged of a task with the task's trace, in whatever call that happens.</summary>
/// <param name="inner">Where it is written.</param>
/// <param name="traceParent">Says the trace; null while it is not known.</param>
public sealed class TracedLogger(ILogger inner, Func<string?> traceParent) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using var trace = Traces.Carry(traceParent());
        inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
