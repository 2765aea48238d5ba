using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>What operators are told about a task's phase.</summary>
internal static class TaskReasons
{
    public static string Waits(TaskSpec spec) => $"Waits for a free slot on {spec.AgentName}.";

    public static string SentAgain(TaskState task, string why) =>
        $"The order did not arrive at {task.Spec!.AgentName} ({why}); it waits to be sent again.";

    public static string Repeats(TaskState task, string why) =>
        $"Attempt {task.Attempt} is lost: {why} It is started again, as its submitter allows.";

    public static string Quarantined(TaskState task, string why)
    {
        var started = task.Earlier.Count(attempt => attempt.Started) + (task.AcceptedAt is null ? 0 : 1);
        return task.AcceptedAt is null && task.Unheard > 0
            ? $"Quarantined: {task.Unheard + 1} orders in a row were not answered by {task.Spec!.AgentName}. Look at the log of its agent; submit it again under another id."
            : $"Quarantined: {started} attempts were started and lost, the last one so: {why} It is not started again; look at the host before submitting it anew.";
    }

    public static string NotAccepted(TaskOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"the agent did not accept it within {options.AcceptWithin.TotalSeconds:0.#} s");

    public static string RefusedForNow(TaskState task, string why) =>
        $"{task.Spec!.AgentName} does not take it now: {why} It waits to be sent again.";

    public static string RefusedForGood(TaskState task, string why) => $"{task.Spec!.AgentName} refused it: {why} It never ran.";

    public static string Cancelling(TaskState task) => $"{task.Spec!.AgentName} was told to end it; its confirmation is awaited.";

    public static string CancelledUnsent => "Cancelled before it was sent to its host.";

    public static string CancelledUnaccepted(TaskState task) => $"Cancelled before {task.Spec!.AgentName} took it on. It never ran.";

    public static string Unconfirmed(TaskState task) =>
        $"{task.Spec!.AgentName} has not confirmed the end. It is asked again until it does; look at the host if it stays so.";

    public static string Gone(TaskState task, DateTimeOffset since, TaskOptions options) =>
        $"{task.Spec!.AgentName} is offline since {At(since)}. The task may be running on; it waits for the host until {At(since + options.AgentGrace)}.";

    public static string Verdict(TaskState task, TaskEvent happened) => happened switch
    {
        TaskEvent.QueueExpired => $"{task.Spec!.AgentName} did not take it within {Spans.Text(task.Spec.QueueTimeout)}. It never ran; submit it again under another id.",
        TaskEvent.QueueExpiredInDoubt when task.Earlier.LastOrDefault(one => one.Started) is { Reason: { } why } =>
            $"{why} It was not taken again within {Spans.Text(task.Spec!.QueueTimeout)}.",
        TaskEvent.QueueExpiredInDoubt =>
            $"It was sent to {task.Spec!.AgentName} at {At(task.SentAt ?? (task.Earlier is [.., var last] ? last.SentAt : null))}, which was not heard of it since. Whether it ran is not known: look at the host before running it again.",
        TaskEvent.RunExpired =>
            $"{task.Spec!.AgentName} is connected but has not reported the end, though its timeout of {Spans.Text(task.Spec.Timeout)} is over. It was told to end it.",
        TaskEvent.GivenUp when task.GoneSince is { } since =>
            $"{task.Spec!.AgentName} is offline since {At(since)}. How the task ended is not known; if the host comes back, its report is shown beside this.",
        TaskEvent.GivenUp => $"{task.Spec!.AgentName} never confirmed the cancellation. Look at the host.",
        TaskEvent.Forgotten => $"{task.Spec!.AgentName} does not know the task any more, though it had taken it on: its state directory was lost. How it ended is not known.",
        TaskEvent.OutcomeUnknown => $"{task.Spec!.AgentName} ran it but does not know how it ended.",
        _ => "",
    };

    private static string At(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";
}
