using System.Diagnostics;

namespace OrleansOps.Tracing;

/// <summary>
/// The control plane's own spans. A task is passed on by timers, queues and reports of other tasks, so that its trace is not that of the call
/// which happens to be under way: each place says whose it is.
/// </summary>
public static class Traces
{
    public const string SourceName = "OrleansOps";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span of this trace; null where nobody records any.</summary>
    public static Activity? Start(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        Source.HasListeners() && ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : null;

    /// <summary>Begins a span within the one that is under way; null where there is none.</summary>
    public static Activity? StartWithin(string name, ActivityKind kind) => Activity.Current is null ? null : Source.StartActivity(name, kind);

    /// <summary>The same as <see cref="Start"/>; where nobody records the trace its id is still there for what is logged.</summary>
    public static Activity? Continue(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        Start(name, traceParent, kind) ?? Carry(traceParent);

    /// <summary>Makes the trace the current one, for what is logged, without a span.</summary>
    public static Activity? Carry(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) && Activity.Current?.TraceId != parent.TraceId
            ? new Activity(SourceName).SetParentId(traceParent!).Start()
            : null;

    /// <summary>Adds a span that is over: what is known of it are two times.</summary>
    public static void Add(string name, string? traceParent, DateTimeOffset? from, DateTimeOffset? to, params ReadOnlySpan<(string Name, object? Value)> tags)
    {
        if (from is not { } began
            || to is not { } ended
            || ended < began
            || !Source.HasListeners()
            || !ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent))
        {
            return;
        }

        using var span = Source.StartActivity(ActivityKind.Internal, parent, startTime: began, name: name);
        foreach (var (tag, value) in tags)
        {
            span?.SetTag(tag, value);
        }

        span?.SetEndTime(ended.UtcDateTime);
    }
}
