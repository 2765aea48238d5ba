using System.Diagnostics;
using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>To which trace a task belongs: to that of the call that submits it.</summary>
internal static class TraceOfCall
{
    public static TaskSpec InTraceOfCall(this TaskSpec spec)
    {
        var call = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        return spec with
        {
            TraceParent = call?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00",
            TraceState = TraceContext.State(call?.TraceStateString),
        };
    }
}
