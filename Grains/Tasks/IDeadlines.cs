namespace OrleansOps.Tasks;

/// <summary>When each task must be looked at next, as <see cref="ITaskStore"/> stores it with the task.</summary>
public interface IDeadlines
{
    /// <summary>Tasks of a shard whose time has come, longest overdue first.</summary>
    Task<IReadOnlyList<string>> Due(int shard, DateTimeOffset now, int max);
}
