using OrleansOps.Protocol;

namespace OrleansOps.HostAgent;

/// <summary>Names one attempt of one task.</summary>
internal readonly record struct AttemptId(string TaskId, int Attempt)
{
    /// <summary>Its directory's name: ids hold no dot, so it is unique.</summary>
    public override string ToString() => $"{TaskId}.{Attempt}";

    public static AttemptId Of(RunTask order) => new(order.TaskId, order.Attempt);
}
