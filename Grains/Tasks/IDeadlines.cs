namespace OrleansOps.Tasks;

/// <summary>When each task must be looked at next.</summary>
public interface IDeadlines
{
    Task Set(string taskId, DateTimeOffset due);

    Task Clear(string taskId);

    /// <summary>Tasks of a shard whose time has come, longest overdue first.</summary>
    Task<IReadOnlyList<string>> Due(int shard, DateTimeOffset now, int max);
}
