namespace OrleansOps.Agents;

/// <summary>The tasks that are on one agent, each with the attempt that is there: what it holds, runs, or was just sent.</summary>
internal sealed class Slots(TimeProvider time)
{
    /// <summary>The task's grain is being asked for its order, so its attempt is not known yet.</summary>
    public const int AttemptUnknown = 0;

    private readonly Dictionary<string, (int Attempt, long Since)> _attempts = [];

    public int Count => _attempts.Count;

    public IReadOnlyList<string> TaskIds => [.. _attempts.Keys];

    public void Take(string taskId, int attempt)
    {
        if (!_attempts.TryGetValue(taskId, out var there) || there.Attempt != attempt)
        {
            _attempts[taskId] = (attempt, time.GetTimestamp());
        }
    }

    /// <summary>What another silo needs to know of them.</summary>
    public IReadOnlyDictionary<string, (int Attempt, TimeSpan Age)> Handover() =>
        _attempts.ToDictionary(slot => slot.Key, slot => (slot.Value.Attempt, time.GetElapsedTime(slot.Value.Since)));

    public void Continue(IReadOnlyDictionary<string, (int Attempt, TimeSpan Age)> slots)
    {
        foreach (var (taskId, (attempt, age)) in slots)
        {
            _attempts[taskId] = (attempt, time.Past(age));
        }
    }

    public bool Free(string taskId) => _attempts.Remove(taskId);

    /// <summary>Its order was being fetched, and the agent says that it has an earlier one.</summary>
    public void Know(string taskId, int attempt)
    {
        if (_attempts.TryGetValue(taskId, out var there) && there.Attempt == AttemptUnknown)
        {
            _attempts[taskId] = (attempt, there.Since);
        }
    }

    /// <summary>There is no order for it any more. Its slot is free unless the agent has said meanwhile that it has the task.</summary>
    public void FreeUnknown(string taskId)
    {
        if (_attempts.TryGetValue(taskId, out var there) && there.Attempt == AttemptUnknown)
        {
            _attempts.Remove(taskId);
        }
    }

    /// <summary>Frees it unless a later attempt is there, or on its way there.</summary>
    public void Free(string taskId, int attempt)
    {
        if (_attempts.TryGetValue(taskId, out var there) && there.Attempt != AttemptUnknown && there.Attempt <= attempt)
        {
            _attempts.Remove(taskId);
        }
    }

    public bool Holds(string taskId) => _attempts.ContainsKey(taskId);

    /// <summary>How long the attempt has been there; null if none is.</summary>
    public TimeSpan? Age(string taskId) => _attempts.TryGetValue(taskId, out var there) ? time.GetElapsedTime(there.Since) : null;

    /// <summary>
    /// Whether a call to queue this attempt is news. One-way calls may be overtaken: it is not if the task is on the agent with that
    /// attempt or a later one, or on its way there.
    /// </summary>
    public bool IsNews(string taskId, int attempt) =>
        !_attempts.TryGetValue(taskId, out var there) || (there.Attempt != AttemptUnknown && there.Attempt < attempt);
}
