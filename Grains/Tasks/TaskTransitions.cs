using static OrleansOps.Tasks.TaskEvent;
using static OrleansOps.Tasks.TaskPhase;

namespace OrleansOps.Tasks;

/// <summary>
/// The life of a task. Two promises are held here: a task never runs twice, and none is lost.
/// <para>
/// An order that left for the agent may be in its journal without our knowing: the acknowledgement may be late or lost. So a task goes back
/// to the queue with a higher attempt (which makes the agent refuse the older order should it still be on its way), and whatever the agent
/// says of an older attempt before the newer one is accepted is taken as the truth: Accepted, or a result, of attempt 1 decides a task that
/// waits in the queue for attempt 2. The agent in turn never starts a task that it holds already, whatever the attempt of the order. What an
/// agent once accepted is never sent again: it reports, or the task is Lost.
/// </para>
/// <para>
/// Unless its submitter said that a repeat does no harm. Then a lost attempt puts the task back into the queue, and all of the above holds for
/// the next one: an agent that comes back with the old attempt after all is taken at its word, and the next one is not started. An attempt that
/// failed may be followed by another, too, but only where its report says that nothing of it was left.
/// </para>
/// </summary>
internal static class TaskTransitions
{
    /// <summary>Every legal move is one line. Null means late or repeated: log it, change nothing.</summary>
    public static TaskPhase? Next(TaskPhase from, TaskEvent happened) => (from, happened) switch
    {
        (None, Submitted) => Queued,

        (Queued or Sent, Dispatched) => Sent,                       // Sent again where the order was lost on the way to the connection
        (Sent, Undelivered or RefusedForNow or NotHeld) => Queued,  // with the next attempt
        (Sent, RefusedForGood) => Rejected,
        (Queued or Sent, TaskEvent.Accepted) => Running,            // also of an older attempt: the agent has it, so it is taken back

        (Queued, CancelBeforeSending) => Cancelled,
        (Queued or Sent or Running, CancelRequested) => Cancelling,
        (Cancelling or CancelUnconfirmed, RefusedForNow or RefusedForGood or NotHeld) => Cancelled,   // it never ran

        (Queued or Sent or Running, ExitedZero) => Succeeded,       // a result may overtake its own acceptance
        (Queued or Sent or Running, ExitedNonZero or CouldNotStart) => Failed,
        (Queued or Sent or Running or Cancelling or CancelUnconfirmed, RootExitedZero) => Succeeded,   // Cancelled says that nothing of it lives
        (Queued or Sent or Running or Cancelling or CancelUnconfirmed, RootExitedNonZero) => Failed,
        (Queued or Sent or Running, TimeoutReported) => TimedOut,
        (Queued or Sent or Running, LimitReported) => Failed,
        (Queued or Sent or Running, CancelReported) => Cancelled,   // ended by the agent's own operator
        (Cancelling or CancelUnconfirmed, ExitedZero or ExitedNonZero or CouldNotStart or TimeoutReported or LimitReported or CancelReported) => Cancelled,
        (Queued or Sent or Running or Cancelling or CancelUnconfirmed, OutcomeUnknown) => Lost,

        (Queued or Sent or Running, Repeated) => Queued,            // with the next attempt: the policy allows it
        (Queued or Sent, NotRetried) => Failed,                     // as the attempt before did
        (Queued or Sent or Running, Quarantined) => Lost,

        (Running or Cancelling or CancelUnconfirmed, Forgotten) => Lost,
        (Running or CancelUnconfirmed, GivenUp) => Lost,
        (Queued, QueueExpired) => Rejected,
        (Queued, QueueExpiredInDoubt) => Lost,
        (Running, RunExpired) => Lost,
        (Cancelling, CancelExpired) => CancelUnconfirmed,
        _ => null,
    };
}
