namespace OrleansOps.Tasks;

/// <summary>What the reports and questions of others mean to a task as it stands. Null: nothing.</summary>
internal static class TaskReports
{
    public static TaskEvent Ended(TaskResult result) => result.Outcome switch
    {
        TaskOutcome.Exited when result is { ExitCode: 0, Signal: null } => result.ProcessesLeft > 0 ? TaskEvent.RootExitedZero : TaskEvent.ExitedZero,
        TaskOutcome.Exited => result.ProcessesLeft > 0 ? TaskEvent.RootExitedNonZero : TaskEvent.ExitedNonZero,
        TaskOutcome.CouldNotStart => TaskEvent.CouldNotStart,
        TaskOutcome.TimedOut => TaskEvent.TimeoutReported,
        TaskOutcome.LimitExceeded => TaskEvent.LimitReported,
        TaskOutcome.Cancelled => TaskEvent.CancelReported,
        _ => TaskEvent.OutcomeUnknown,
    };

    /// <summary>
    /// A refusal counts for the current attempt alone, and never after an acceptance: the agent may refuse a repeated order exactly because
    /// it has the task.
    /// </summary>
    public static TaskEvent? Refused(TaskState task, int attempt, bool retry) =>
        attempt != task.Attempt || task.AcceptedAt is not null ? null
        : retry ? TaskEvent.RefusedForNow
        : TaskEvent.RefusedForGood;

    public static TaskEvent Cancelled(TaskState task) =>
        task is { Phase: TaskPhase.Queued, InDoubt: false } ? TaskEvent.CancelBeforeSending : TaskEvent.CancelRequested;

    /// <summary>A new session of the agent does not name the task.</summary>
    public static TaskEvent NotNamed(TaskState task) => task.AcceptedAt is null ? TaskEvent.NotHeld : TaskEvent.Forgotten;

    /// <summary>Whether a result of this attempt may decide: every attempt may until one is accepted, then no older one.</summary>
    public static bool MayDecide(TaskState task, int attempt) => task.AcceptedAt is null || attempt >= task.Attempt;

    /// <summary>What was said to be ended or never to have run must not run; what was given up as lost may: its report is still wanted.</summary>
    public static bool MustNotRun(TaskState task) =>
        task.Phase is TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed or TaskPhase.Cancelled or TaskPhase.Rejected;

    /// <summary>What a new session of the agent is to do with the task.</summary>
    /// <param name="held">What the agent says of it; null if it does not hold it.</param>
    public static ReconcileVerdict Verdict(TaskState task, HeldTask? held) => task.Phase switch
    {
        TaskPhase.Queued => ReconcileVerdict.Queued,
        TaskPhase.Sent or TaskPhase.Running => ReconcileVerdict.Running,
        _ when held is { Ended: false } && MustNotRun(task) => ReconcileVerdict.Cancel,
        TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed => ReconcileVerdict.Running,
        _ => ReconcileVerdict.Over,
    };
}
