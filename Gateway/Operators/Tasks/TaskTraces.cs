using System.Diagnostics;
using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>To which trace a task belongs: to that of the call that submits it.</summary>
internal static class TaskTraces
{
    /// <summary>Stands for the trace's id in the address of a trace.</summary>
    private const string Place = "{traceId}";

    public static TaskSpec InTraceOfCall(this TaskSpec spec)
    {
        var call = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        return spec with
        {
            TraceParent = call?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00",
            TraceState = TraceContext.State(call?.TraceStateString),
        };
    }

    /// <summary>Where an operator can look at the trace, by the setting.</summary>
    public static string? Link(string? template, string? traceId) => traceId is null ? null : template?.Replace(Place, traceId, StringComparison.Ordinal);

    /// <summary>Whether an address of traces can be made of it; none need be.</summary>
    public static bool IsTemplate(string? template) =>
        template is null
        || (template.Contains(Place, StringComparison.Ordinal)
            && Uri.TryCreate(Link(template, new string('0', 32)), UriKind.Absolute, out var address)
            && address.Scheme is ("https" or "http"));
}
