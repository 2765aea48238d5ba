using OrleansOps.Agents;
using OrleansOps.Health;

namespace OrleansOps.Tasks;

/// <summary>What a task says to its host, which queues it, sends it and has the way to whoever runs it. Any of these calls may be lost.</summary>
internal sealed class HostOfTask(GrainScope grain, StoredTask task)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    private IAgentGrain Agent => grain.Grain<IAgentGrain>(task.Now.Spec!.AgentId);

    /// <summary>The task waits for its host, unless it is to wait by itself first.</summary>
    public Task Enqueue() => TaskAttempts.Pause(task.Now, grain.Time.GetUtcNow()) is null
        ? Agent.Enqueue(grain.Key, task.Now.SubmittedAt, task.Now.Attempt)
        : Task.CompletedTask;

    /// <summary>The task is over there, or never was: its slot is free.</summary>
    public Task Release() => Agent.Release(grain.Key);

    /// <summary>The attempt is to end. A task that is open keeps its slot until that is so.</summary>
    public Task Cancel(int attempt, bool isOpen) => Agent.SendCancel(grain.Key, attempt, isOpen);

    public Task Cancel() => Cancel(task.Now.Attempt, !task.Now.Phase.IsTerminal());

    /// <summary>The task may be running there: whoever looks after the host tells it when nobody speaks for that any more.</summary>
    public Task Watch() => Agent.Watch(grain.Key);

    /// <summary>Whether the agent is there, and how long it has had the task: measured, not by the calendar.</summary>
    public Task<TaskSight> Presence() => Agent.PresenceFor(grain.Key);

    /// <summary>Whether the host has said that it does not hold the task.</summary>
    public Task<SessionSight> Session() => Agent.SessionFor(grain.Key);

    /// <summary>Why the task waits, as of now. Null if the host does not say at once: then the stored reason will do.</summary>
    public async Task<Said?> WhyWaiting()
    {
        try
        {
            return await Agent.WhyWaiting(grain.Key).WaitAsync(LongestAnswer, grain.Time);
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            return null;
        }
    }
}
