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

    /// <summary>What waits, with its submission.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Handover() => new Dictionary<string, DateTimeOffset>(_submitted);

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

    /// <summary>How many wait before each of these; one that does not wait is left out.</summary>
    public Dictionary<string, int> Places(IEnumerable<string> taskIds)
    {
        var wanted = taskIds.Where(Contains).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(wanted.Count, StringComparer.Ordinal);
        var ahead = 0;
        foreach (var (_, taskId) in _order)
        {
            if (places.Count == wanted.Count)
            {
                break;
            }

            if (wanted.Contains(taskId))
            {
                places[taskId] = ahead;
            }

            ahead++;
        }

        return places;
    }

    /// <summary>How many wait before this one.</summary>
    public int Ahead(string taskId) => _order.TakeWhile(waiting => !string.Equals(waiting.TaskId, taskId, StringComparison.Ordinal)).Count();
}
