using OrleansOps.Agents;

namespace OrleansOps.Tasks;

/// <summary>
/// When a task must be looked at next, and what it means if that time has passed. The stored due time may be earlier than needed, never
/// later: then the task looks, finds nothing, and stores the next one. So a short task needs no write of its due time but its first.
/// </summary>
internal static class TaskDeadlines
{
    /// <summary>The latest due time that is safe to have stored for this task.</summary>
    public static DateTimeOffset Due(TaskState task, DateTimeOffset now, TaskOptions options) => task.Phase switch
    {
        TaskPhase.Queued => Earlier(Earlier(QueueEnd(task), now + options.CheckEvery), now + (TaskAttempts.Pause(task, now) ?? options.CheckEvery)),
        TaskPhase.Sent => task.SentAt!.Value + options.AcceptWithin,
        TaskPhase.Running => Earlier(GoneEnd(task, options) ?? RunEnd(task, options), now + options.CheckEvery),
        TaskPhase.Cancelling => Earlier(CancelEnd(task, options), now + options.CancelEvery),
        TaskPhase.CancelUnconfirmed => Earlier(GiveUp(task, options), now + options.CancelEvery),
        _ => now + options.AcceptWithin,   // over: until the verdict is announced
    };

    /// <summary>When a finished task is forgotten.</summary>
    public static DateTimeOffset Forget(TaskState task, TaskOptions options) => task.EndedAt!.Value + (task.Spec!.Keep ?? options.Retention);

    /// <summary>What the clock has done to the task; null if nothing yet.</summary>
    public static TaskEvent? Passed(TaskState task, DateTimeOffset now, TaskOptions options) => task.Phase switch
    {
        TaskPhase.Queued when now >= QueueEnd(task) => QueueExpired(task),
        TaskPhase.Sent when now >= task.SentAt!.Value + options.AcceptWithin => TaskEvent.Undelivered,
        TaskPhase.Running when GoneEnd(task, options) is { } end => now >= end ? TaskEvent.GivenUp : null,
        TaskPhase.Running when now >= RunEnd(task, options) => TaskEvent.RunExpired,
        TaskPhase.Cancelling when now >= CancelEnd(task, options) => TaskEvent.CancelExpired,
        TaskPhase.CancelUnconfirmed when now >= GiveUp(task, options) => TaskEvent.GivenUp,
        _ => null,
    };

    /// <summary>
    /// How much of its time a task still has that is over by the calendar, by what its agent's grain has measured. Zero or less: it is over.
    /// </summary>
    public static TimeSpan Left(TaskState task, TaskSight sight, TaskOptions options) => sight.IsThere
        ? (task.Phase == TaskPhase.Running ? RunTime(task, options) : options.CancelGiveUp) - sight.For
        : options.AgentGrace - sight.For;

    private static TaskEvent QueueExpired(TaskState task) => task switch
    {
        { Failure: not null, InDoubt: false } => TaskEvent.NotRetried,
        _ => TaskAttempts.MayHaveRun(task) ? TaskEvent.QueueExpiredInDoubt : TaskEvent.QueueExpired,
    };

    // An agent that is away cannot report: its own clock runs on, and the grace for its absence is what counts.
    private static DateTimeOffset? GoneEnd(TaskState task, TaskOptions options) => task.GoneSince + options.AgentGrace;

    private static DateTimeOffset QueueEnd(TaskState task) => (task.RepeatedAt ?? task.SubmittedAt) + task.Spec!.QueueTimeout;

    private static DateTimeOffset RunEnd(TaskState task, TaskOptions options) =>
        task.AcceptedAt!.Value + RunTime(task, options);

    private static TimeSpan RunTime(TaskState task, TaskOptions options) =>
        task.Spec!.Timeout + Grace(task) + options.ReportWithin + (task.Spec.Artifacts is null ? TimeSpan.Zero : FileCollection.LongestGathering);

    private static DateTimeOffset CancelEnd(TaskState task, TaskOptions options) =>
        task.CancelRequestedAt!.Value + Grace(task) + options.ReportWithin;

    // While the agent is there it is asked on; away for longer than its tasks wait, nobody is left to ask.
    private static DateTimeOffset GiveUp(TaskState task, TaskOptions options) =>
        Earlier(GoneEnd(task, options) ?? DateTimeOffset.MaxValue, task.CancelRequestedAt!.Value + options.CancelGiveUp);

    private static TimeSpan Grace(TaskState task) => task.Spec!.Grace.Interrupt + task.Spec.Grace.Terminate;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
