using OrleansOps.Agents;

namespace OrleansOps.InMemory;

/// <summary>Hosts' past in memory.</summary>
internal sealed class MemoryHostHistory : IHostHistory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<HostEvent>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Agent, bool Fine), SortedDictionary<DateTimeOffset, LoadPoint>> _points = [];

    public Task Happened(string agentId, HostEvent happened)
    {
        lock (_lock)
        {
            if (!_events.TryGetValue(agentId, out var events))
            {
                _events[agentId] = events = [];
            }

            events.Insert(0, happened);
            if (events.Count > IHostHistory.EventsKept)
            {
                events.RemoveAt(events.Count - 1);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HostEvent>> Events(string agentId, int most)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<HostEvent>>(_events.GetValueOrDefault(agentId, []).Take(most).ToArray());
        }
    }

    public Task Add(string agentId, IReadOnlyList<LoadPoint> fine, IReadOnlyList<LoadPoint> coarse)
    {
        lock (_lock)
        {
            Keep((agentId, true), fine, LoadSteps.Fine * LoadSteps.FineKept);
            Keep((agentId, false), coarse, LoadSteps.Coarse * LoadSteps.CoarseKept);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LoadPoint>> Points(string agentId, bool fine)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<LoadPoint>>(_points.TryGetValue((agentId, fine), out var points) ? points.Values.ToArray() : []);
        }
    }

    public Task Forget(string agentId)
    {
        lock (_lock)
        {
            _events.Remove(agentId);
            _points.Remove((agentId, true));
            _points.Remove((agentId, false));
        }

        return Task.CompletedTask;
    }

    private void Keep((string Agent, bool Fine) key, IReadOnlyList<LoadPoint> added, TimeSpan window)
    {
        if (!_points.TryGetValue(key, out var points))
        {
            _points[key] = points = [];
        }

        foreach (var point in added)
        {
            points[point.At] = point;
        }

        foreach (var old in points.Keys.TakeWhile(at => at <= points.Keys.Last() - window).ToList())
        {
            points.Remove(old);
        }
    }
}
