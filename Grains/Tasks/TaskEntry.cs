namespace OrleansOps.Tasks;

/// <summary>A task on its way to the store.</summary>
/// <param name="Due">When it must be looked at next; null: the stored time will do. Never null for a new task.</param>
/// <param name="Events">What other systems are told of this version.</param>
public sealed record TaskEntry(string Id, TaskState State, DateTimeOffset? Due, IReadOnlyList<NumberedEvent> Events)
{
    /// <summary>What lists show of it.</summary>
    public TaskSummary Summary => State.Summary(Id);
}
