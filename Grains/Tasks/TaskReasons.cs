using System.Globalization;
using OrleansOps.Locks;

namespace OrleansOps.Tasks;

/// <summary>What operators are told about a task's phase.</summary>
internal static class TaskReasons
{
    public static Said Waits(TaskSpec spec) => Said.Of("waitsForSlot", $"Waits for a free slot on {spec.AgentName}.", ("host", spec.AgentName));

    public static Said WaitsForLock(string name, LockHolder holder) => Said.Of(
        "waitsForLock",
        $"Waits for the lock {name}, which task {holder.Task.TaskId} on {holder.Task.HostName} has since {At(holder.Since)}.",
        ("lock", name), ("task", holder.Task.TaskId), ("host", holder.Task.HostName), ("since", holder.Since));

    public static Said SentAgain(TaskState task, Said why) =>
        Said.Of("sentAgain", $"The order did not arrive at {Host(task)} ({why}); it waits to be sent again.", ("host", Host(task))).Because(why);

    public static Said ConnectionLost { get; } = Said.Of("connectionLost", "its connection was lost");

    public static Said LostOnTheWay { get; } = Said.Of("lostOnTheWay", "The order was lost on its way to the connection.");

    public static Said Repeats(TaskState task, Said why) =>
        Said.Of("attemptLost", $"Attempt {task.Attempt} is lost: {why} It is started again, as its submitter allows.", ("attempt", task.Attempt)).Because(why);

    public static Said Retries(TaskState task, Said why, DateTimeOffset again) => Said.Of(
        "attemptFailed", $"Attempt {task.Attempt} failed: {why} It is started again at {At(again)}, as its submitter asked.", ("attempt", task.Attempt), ("until", again)).Because(why);

    /// <summary>Why a task that was to be started again was not: how it had failed, and what came between.</summary>
    public static Said NotRetried(TaskState task, Said why) => Said.All([task.Earlier.LastOrDefault(attempt => attempt.Failed)?.Reason, why])!;

    public static Said NotTakenAgain(TaskState task) => Said.Of(
        "notTakenAgain", $"It was not taken again within {Spans.Text(task.Spec!.QueueTimeout)}.", ("queueSeconds", task.Spec.QueueTimeout));

    public static Said Quarantined(TaskState task, Said why)
    {
        var started = task.Earlier.Count(attempt => attempt is { Started: true, Failed: false }) + (task.AcceptedAt is null ? 0 : 1);
        return task.AcceptedAt is null && task.Unheard > 0
            ? Said.Of(
                "quarantinedUnheard",
                $"Quarantined: {task.Unheard + 1} orders in a row were not answered by {Host(task)}. Look at the log of its agent; submit it again under another id.",
                ("orders", task.Unheard + 1), ("host", Host(task)))
            : Said.Of(
                "quarantinedLost",
                $"Quarantined: {started} attempts were started and lost, the last one so: {why} It is not started again; look at the host before submitting it anew.",
                ("attempts", started)).Because(why);
    }

    public static Said NotAccepted(TaskOptions options) => Said.Of(
        "notAccepted", string.Create(CultureInfo.InvariantCulture, $"the agent did not accept it within {options.AcceptWithin.TotalSeconds:0.#} s"), ("withinSeconds", options.AcceptWithin));

    public static Said RefusedForNow(TaskState task, string why) =>
        Said.Of("refusedForNow", $"{Host(task)} does not take it now: {why} It waits to be sent again.", ("host", Host(task)), ("said", why));

    public static Said RefusedForGood(TaskState task, string why) =>
        Said.Of("refusedForGood", $"{Host(task)} refused it: {why} It never ran.", ("host", Host(task)), ("said", why));

    public static Said Cancelling(TaskState task) =>
        Said.Of("cancelling", $"{Host(task)} was told to end it; its confirmation is awaited.", ("host", Host(task)));

    public static Said CancelledUnsent(TaskState task) => task.Earlier.Any(attempt => attempt.Started)
        ? Said.Of("cancelledBetween", "Cancelled while it waited to be started again.")
        : Said.Of("cancelledUnsent", "Cancelled before it was sent to its host.");

    public static Said CancelledUnaccepted(TaskState task) =>
        Said.Of("cancelledUnaccepted", $"Cancelled before {Host(task)} took it on. It never ran.", ("host", Host(task)));

    public static Said Unconfirmed(TaskState task) => Said.Of(
        "cancelUnconfirmed", $"{Host(task)} has not confirmed the end. It is asked again until it does; look at the host if it stays so.", ("host", Host(task)));

    public static Said Gone(TaskState task, DateTimeOffset since, TaskOptions options) => Said.Of(
        "hostAway",
        $"{Host(task)} is offline since {At(since)}. The task may be running on; it waits for the host until {At(since + options.AgentGrace)}.",
        ("host", Host(task)), ("since", since), ("until", since + options.AgentGrace));

    public static Said Verdict(TaskState task, TaskEvent happened) => happened switch
    {
        TaskEvent.QueueExpired => Said.Of(
            "queueExpired", $"{Host(task)} did not take it within {Spans.Text(task.Spec!.QueueTimeout)}. It never ran; submit it again under another id.",
            ("host", Host(task)), ("queueSeconds", task.Spec.QueueTimeout)),
        TaskEvent.QueueExpiredInDoubt when task.Earlier.LastOrDefault(one => one.Started) is { Reason: { } why } => Said.All([why, NotTakenAgain(task)])!,
        TaskEvent.QueueExpiredInDoubt => QueueExpiredInDoubt(task, task.SentAt ?? (task.Earlier is [.., var last] ? last.SentAt : null)),
        TaskEvent.RunExpired => Said.Of(
            "runExpired",
            $"{Host(task)} is connected but has not reported the end, though its timeout of {Spans.Text(task.Spec!.Timeout)} is over. It was told to end it.",
            ("host", Host(task)), ("timeoutSeconds", task.Spec.Timeout)),
        TaskEvent.GivenUp when task.GoneSince is { } since => Said.Of(
            "hostGone", $"{Host(task)} is offline since {At(since)}. How the task ended is not known; if the host comes back, its report is shown beside this.",
            ("host", Host(task)), ("since", since)),
        TaskEvent.GivenUp => Said.Of("cancelNeverConfirmed", $"{Host(task)} never confirmed the cancellation. Look at the host.", ("host", Host(task))),
        TaskEvent.Forgotten => Said.Of(
            "forgotten", $"{Host(task)} does not know the task any more, though it had taken it on: its state directory was lost. How it ended is not known.", ("host", Host(task))),
        TaskEvent.OutcomeUnknown => Said.Of("outcomeUnknown", $"{Host(task)} ran it but does not know how it ended.", ("host", Host(task))),
        _ => new Said("", []),
    };

    private static Said QueueExpiredInDoubt(TaskState task, DateTimeOffset? sent) => Said.Of(
        "queueExpiredInDoubt",
        $"It was sent to {Host(task)} at {At(sent)}, which was not heard of it since. Whether it ran is not known: look at the host before running it again.",
        ("host", Host(task)), ("sentAt", sent));

    private static string Host(TaskState task) => task.Spec!.AgentName;

    private static string At(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";
}
