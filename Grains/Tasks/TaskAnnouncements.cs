using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>What the world is told about a task: made of its stored state alone, so telling it again says the same.</summary>
internal static class TaskAnnouncements
{
    public const string Results = "agent_results";

    public const int ResultsKept = 10_000;

    public static IReadOnlyList<NumberedEvent> Of(TaskState task, string id) =>
        task.Phase.IsTerminal() ? [new NumberedEvent(1, Results, ResultsKept, Result(task, id))] : [];

    private static List<KeyValuePair<string, string>> Result(TaskState task, string id) =>
    [
        new("task_id", id),
        new("execution_id", OutsideNames.Execution(id, task.Spec!.Labels)),
        new("agent_id", task.Spec.AgentId),
        new("host_id", OutsideNames.Host(task.Spec.AgentId, task.Spec.Labels)),
        new("status", Status(task.Phase)),
        new("exit_code", task.Result?.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? ""),
        new("error_msg", task.Phase == TaskPhase.Succeeded ? "" : task.Reason?.Text ?? ""),
        new("error_code", ErrorCode(task)),
        new("started_at", Time(task.Result?.StartedAt ?? task.AcceptedAt)),
        new("finished_at", Time(task.Result?.EndedAt ?? task.EndedAt)),
        new("log_size", ((task.Result?.StdoutBytes ?? 0) + (task.Result?.StderrBytes ?? 0)).ToString(CultureInfo.InvariantCulture)),
        new("log_pointer", $"redis:ops:log:{id}"),
        new("received_at", Time(task.EndedAt)),
    ];

    private static string Status(TaskPhase phase) => phase switch
    {
        TaskPhase.Succeeded => "success",
        TaskPhase.TimedOut => "timeout",
        TaskPhase.Cancelled => "cancelled",
        _ => "failed",
    };

    private static string ErrorCode(TaskState task) => task.Phase switch
    {
        TaskPhase.Succeeded => "",
        TaskPhase.Failed when task.Result?.Outcome == TaskOutcome.CouldNotStart => "could_not_start",
        TaskPhase.Failed when task.Result?.Outcome == TaskOutcome.LimitExceeded => "limit_exceeded",
        TaskPhase.Failed => "exit_code",
        TaskPhase.TimedOut => "timeout",
        TaskPhase.Cancelled => "cancelled",
        TaskPhase.Rejected => "rejected",
        _ => "lost",
    };

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
