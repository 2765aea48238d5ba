namespace OrleansOps.Agents;

/// <summary>The tasks that wait for one agent, in the order of their submission.</summary>
internal sealed class PendingTasks
{
    private readonly SortedSet<(DateTimeOffset SubmittedAt, string TaskId)> _order = new(Order);
    private readonly Dictionary<string, DateTimeOffset> _submitted = [];

    private static readonly Comparer<(DateTimeOffset SubmittedAt, string TaskId)> Order = Comparer<(DateTimeOffset SubmittedAt, string TaskId)>.Create(
        (one, other) => one.SubmittedAt.CompareTo(other.SubmittedAt) is var byTime and not 0 ? byTime : string.CompareOrdinal(one.TaskId, other.TaskId));

    public int Count => _submitted.Count;

    /// <summary>False if it waits already.</summary>
    public bool Add(string taskId, DateTimeOffset submittedAt) => _submitted.TryAdd(taskId, submittedAt) && _order.Add((submittedAt, taskId));

    public bool Contains(string taskId) => _submitted.ContainsKey(taskId);

    public bool Remove(string taskId) => _submitted.Remove(taskId, out var submittedAt) && _order.Remove((submittedAt, taskId));

    /// <summary>Takes the one that waits longest.</summary>
    public (string TaskId, DateTimeOffset SubmittedAt)? Take()
    {
        if (_order.Count == 0)
        {
            return null;
        }

        var (submittedAt, taskId) = _order.Min;
        Remove(taskId);
        return (taskId, submittedAt);
    }

    /// <summary>How many wait before this one.</summary>
    public int Ahead(string taskId) => _order.TakeWhile(waiting => !string.Equals(waiting.TaskId, taskId, StringComparison.Ordinal)).Count();
}
