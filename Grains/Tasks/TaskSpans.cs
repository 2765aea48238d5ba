using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>
/// The spans of a task that nobody was busy with while they lasted: it waited, or its host had it. They are made of the times that are stored,
/// once both ends are; those of the host by the host's clock.
/// </summary>
internal static class TaskSpans
{
    /// <summary>A task was stored as it is now.</summary>
    /// <param name="before">As it stood before; of a new one nothing is known.</param>
    public static void Stored(string taskId, TaskState before, TaskState now)
    {
        if (now.Spec is not { TraceParent: { } trace } spec)
        {
            return;
        }

        ReadOnlySpan<(string, object?)> tags = [("ops.task.id", taskId), ("ops.agent.id", spec.AgentId), ("ops.task.attempt", now.Attempt)];
        if (now.SentAt is { } sent && before.SentAt != sent)
        {
            Traces.Add("queue", trace, TaskMeter.QueuedAt(now), sent, tags);
        }

        if (now.AcceptedAt is { } accepted && before.AcceptedAt is null)
        {
            Traces.Add("dispatch", trace, now.SentAt, Heard(now, accepted), tags);
        }

        if (now.Result is { } result && before.Result is null)
        {
            Traces.Add("journal", trace, result.Times?.ReceivedAt, result.Times?.JournaledAt, tags);
            Traces.Add("spawn", trace, result.Times?.SlotAt, result.StartedAt, tags);
            Traces.Add("run", trace, result.StartedAt, result.EndedAt, [.. tags, ("ops.task.outcome", result.Outcome.ToString()), ("ops.task.exit_code", result.ExitCode)]);
            Traces.Add("result", trace, result.EndedAt, now.EndedAt, tags);
        }
    }

    /// <summary>Of a short task only its end may be heard, and its acceptance is of that time: then its host says better when it had the order.</summary>
    private static DateTimeOffset Heard(TaskState task, DateTimeOffset accepted) =>
        task.Result?.Times is { JournaledAt: var journaled } && journaled >= task.SentAt && journaled < accepted ? journaled : accepted;
}
