using Microsoft.Extensions.Logging;

namespace OrleansOps.Simulation.Time;

/// <summary>What one process of the product says, as lines of the trace.</summary>
internal sealed class TraceLoggers(Trace trace, string who) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Lines(trace, $"{who} {categoryName[(categoryName.LastIndexOf('.') + 1)..]}");

    public void AddProvider(ILoggerProvider provider)
    {
        // One reader is enough.
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Lines(Trace trace, string who) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => trace.IsOn;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (trace.IsOn)
            {
                trace.Add($"{who}: {formatter(state, exception)}{(exception is null ? "" : $" [{exception.GetType().Name}: {exception.Message}]")}");
            }
        }
    }
}
