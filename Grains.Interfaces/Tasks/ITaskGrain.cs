using Orleans.Concurrency;

namespace OrleansOps.Tasks;

/// <summary>One task, from its submission to its end. Key: the task id.</summary>
[Alias("ops.ITaskGrain")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Stores the task, and queues it at its agent or lets that send it. The answer comes after the task is stored.</summary>
    /// <param name="plan">What the agent's grain will do. A new task that it sends is stored as Sent at once; one that is there already stays as it is.</param>
    [Alias("Submit")]
    Task<SubmitReply> Submit(TaskSpec spec, SubmitPlan plan = SubmitPlan.ToBeTold);

    /// <summary>The task as it stands, or null if it was never submitted.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<TaskView?> Describe();

    /// <summary>
    /// The task once its version is above <paramref name="seen"/>, or as it stands after <paramref name="patience"/> (at most 5 s); null if unknown.
    /// </summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Changed")]
    Task<TaskView?> WaitForChange(long seen, TimeSpan patience);

    /// <summary>The task once it is over, or as it stands after <paramref name="patience"/> (at most 5 s); null if unknown.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Over")]
    Task<TaskView?> WaitForEnd(TimeSpan patience);

    /// <summary>Asks for its end. Null if the task is unknown.</summary>
    [Alias("Cancel")]
    Task<TaskView?> Cancel(string requestedBy);

    /// <summary>Removes a task that is over, and its log. False if it is not over; null if there is none.</summary>
    [Alias("Delete")]
    Task<bool?> Delete();

    /// <summary>Takes the task out of the queue for sending: stored as Sent before the order is returned. Null if there is nothing to send.</summary>
    [Alias("Dispatch")]
    Task<DispatchOrder?> Dispatch(string agentId);

    /// <summary>
    /// The order that was sent and not accepted yet, to be written to the socket once more: the one who sent it is gone, and nobody knows whether it
    /// arrived. The same attempt, so an agent that has it answers again. Null if there is none.
    /// </summary>
    [Alias("SentOrder")]
    Task<DispatchOrder?> SentOrder(string agentId);

    /// <summary>The order could not be written to the agent's socket, or its connection is gone before it was accepted.</summary>
    [Alias("Undelivered")]
    Task Undelivered(int attempt);

    /// <summary>The agent has the order in its journal.</summary>
    [Alias("Accepted")]
    Task<ReportStatus> Accepted(string agentId, int attempt);

    /// <summary>The agent will not run the order.</summary>
    [Alias("Refused")]
    Task<ReportStatus> Refused(string agentId, int attempt, bool retry, string reason);

    /// <summary>The order is not sent to the agent: the task never runs.</summary>
    [Alias("Withheld")]
    Task<ReportStatus> Withheld(string agentId, int attempt, Said reason);

    /// <summary>The agent reports the end. Result and message id are stored in one write before the answer.</summary>
    [Alias("Ended")]
    Task<ReportStatus> Ended(string agentId, TaskResult result);

    /// <summary>
    /// A new session of the agent compares: <paramref name="held"/> is what it says of this task, null if it does not hold it.
    /// </summary>
    [Alias("Reconcile")]
    Task<ReconcileVerdict> Reconcile(string agentId, HeldTask? held);

    /// <summary>The agent's connection is gone since <paramref name="since"/>.</summary>
    [OneWay, Alias("AgentGone")]
    Task AgentGone(DateTimeOffset since);

    /// <summary>The agent is connected: takes back an <see cref="AgentGone"/> that was overtaken by the agent's return.</summary>
    [OneWay, Alias("AgentBack")]
    Task AgentBack();

    /// <summary>The task's due time in <c>ops:deadlines</c> has passed, by the shard's clock.</summary>
    [Alias("DeadlinePassed")]
    Task DeadlinePassed();

    /// <summary>The grain of its host has moved to another silo: the task goes there too.</summary>
    [OneWay, Alias("Follow")]
    Task Follow();

    /// <summary>Its lock has it as its holder, under this term: it goes on, or says that it does not need the lock.</summary>
    /// <param name="lockId">The lock.</param>
    /// <param name="term">Of the holder.</param>
    /// <param name="giveBack">It has had the lock for a while and others wait: if it was not sent by now, it gives it back.</param>
    [OneWay, Alias("LockHeld")]
    Task LockHeld(string lockId, long term, bool giveBack);

    /// <summary>Who may write this task's log, as of now: agent and current attempt. Null if the task is unknown.</summary>
    [AlwaysInterleave, Alias("Assignment")]
    Task<TaskAssignment?> Assignment();
}
