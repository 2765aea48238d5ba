namespace OrleansOps.Tasks;

/// <summary>When each task must be looked at next. Every write of a task stores its due time with it; here it is moved and read.</summary>
public interface IDeadlines
{
    Task Set(string taskId, DateTimeOffset due);

    /// <summary>Tasks of a shard whose time has come, longest overdue first.</summary>
    Task<IReadOnlyList<string>> Due(int shard, DateTimeOffset now, int max);
}
