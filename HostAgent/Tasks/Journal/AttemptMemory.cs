namespace OrleansOps.HostAgent.Tasks;

/// <summary>The highest attempt of each task that something is remembered of. The oldest memories go first.</summary>
internal sealed class AttemptMemory(int size)
{
    private readonly Dictionary<string, (int Attempt, DateTimeOffset At)> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string TaskId, DateTimeOffset At)> _ages = new();

    public bool IsEmpty => _known.Count == 0;

    public int Of(string taskId) => _known.GetValueOrDefault(taskId).Attempt;

    public void Add(AttemptId attempt, DateTimeOffset at)
    {
        if (Of(attempt.TaskId) >= attempt.Attempt)
        {
            return;
        }

        _known[attempt.TaskId] = (attempt.Attempt, at);
        _ages.Enqueue((attempt.TaskId, at));
        while (_ages.Count > size)
        {
            var (oldest, since) = _ages.Dequeue();
            if (_known.TryGetValue(oldest, out var known) && known.At == since)
            {
                _known.Remove(oldest);
            }
        }
    }

    public IEnumerable<(AttemptId Attempt, DateTimeOffset At)> Since(DateTimeOffset oldest) => _known
        .Where(known => known.Value.At >= oldest)
        .OrderBy(known => known.Value.At)
        .Select(known => (new AttemptId(known.Key, known.Value.Attempt), known.Value.At));
}
