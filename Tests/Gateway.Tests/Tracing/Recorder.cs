using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace OrleansOps.Tests.Gateway.Tracing;

/// <summary>Keeps what a process would send to its collector, and what it logs together with the trace that was current.</summary>
internal sealed class Recorder : Collection<Activity>, ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<(string Sentence, string? TraceId)> _records = new();

    public IReadOnlyCollection<(string Sentence, string? TraceId)> Records => _records;

    public void In(WebApplicationBuilder builder)
    {
        builder.Services.ConfigureOpenTelemetryTracerProvider((_, spans) => spans.AddInMemoryExporter(this));
        builder.Logging.AddProvider(this);
    }

    /// <summary>The spans so far.</summary>
    public IReadOnlyList<Activity> Spans()
    {
        lock (_lock)
        {
            return [.. Items];
        }
    }

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this);

    public void Dispose()
    {
        // holds nothing
    }

    protected override void InsertItem(int index, Activity item)
    {
        lock (_lock)
        {
            base.InsertItem(Items.Count, item);
        }
    }

    private sealed class RecordingLogger(Recorder recorder) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            recorder._records.Enqueue((formatter(state, exception), Activity.Current?.TraceId.ToString()));
    }
}
