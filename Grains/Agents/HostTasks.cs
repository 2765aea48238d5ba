namespace OrleansOps.Agents;

/// <summary>The tasks of one host that are not over: those that wait for it, and those that take a slot there.</summary>
internal sealed class HostTasks(TimeProvider time)
{
    public PendingTasks Waiting { get; } = new();

    public Slots Slots { get; } = new(time);

    public bool AreNone => Waiting.Count + Slots.Count == 0;

    public void Continue(AgentHandover handover)
    {
        Slots.Continue(handover.Slots);
        foreach (var (taskId, submittedAt) in handover.Pending)
        {
            Waiting.Add(taskId, submittedAt);
        }
    }

    /// <summary>It waits: for its first sending, or for another one.</summary>
    public void Queue(string taskId, DateTimeOffset submittedAt)
    {
        Slots.Free(taskId);
        Waiting.Add(taskId, submittedAt);
    }

    /// <summary>The host has this attempt of it, whatever was thought before.</summary>
    public void PutOnHost(string taskId, int attempt)
    {
        Waiting.Remove(taskId);
        Slots.Take(taskId, attempt);
    }

    public void Remove(string taskId)
    {
        Waiting.Remove(taskId);
        Slots.Free(taskId);
    }
}
