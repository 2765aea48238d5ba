namespace OrleansOps.Tasks;

/// <summary>A stored task as others see it.</summary>
internal static class TaskViews
{
    public static TaskView View(this TaskState task, string id) => new()
    {
        Id = id,
        Spec = task.Spec!,
        Phase = task.Phase,
        Attempt = task.Attempt,
        SubmittedAt = task.SubmittedAt,
        SentAt = task.SentAt,
        AcceptedAt = task.AcceptedAt,
        EndedAt = task.EndedAt,
        Result = task.Result,
        LateResult = task.LateResult,
        CancelRequestedAt = task.CancelRequestedAt,
        CancelRequestedBy = task.CancelRequestedBy,
        Reason = task.Reason,
        Version = task.Version,
        Attempts = TaskAttempts.All(task),
    };

    public static TaskSummary Summary(this TaskState task, string id) => new()
    {
        Id = id,
        AgentId = task.Spec!.AgentId,
        AgentName = task.Spec.AgentName,
        Kind = task.Spec.Kind,
        Phase = task.Phase,
        Attempt = task.Attempt,
        SubmittedAt = task.SubmittedAt,
        StartedAt = task.Result?.StartedAt ?? task.AcceptedAt,
        EndedAt = task.Result?.EndedAt ?? task.EndedAt,
        ExitCode = task.Result?.ExitCode,
        Labels = task.Spec.Labels,
        Version = task.Version,
        Preview = task.Spec.Preview(),
        SubmittedBy = task.Spec.SubmittedBy,
        SubmittedById = task.Spec.SubmittedById,
        Name = task.Spec.Name,
        Usage = task.Result?.Usage,
        Waiting = task is { Phase: TaskPhase.Queued, Spec.Lock: not null } ? task.Reason : null,
    };
}
