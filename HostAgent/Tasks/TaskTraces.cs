using System.Collections.Concurrent;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The traces of the tasks that are here. The agent's log asks from any thread.</summary>
internal sealed class TaskTraces
{
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    public void Add(RunTask order)
    {
        if (TraceContext.IdOf(order.TraceParent) is { } id)
        {
            _ids[order.TaskId] = id;
        }
    }

    public void Remove(string taskId) => _ids.TryRemove(taskId, out _);

    /// <summary>The id of the task's trace; null if it is not here, or has none.</summary>
    public string? Of(string taskId) => _ids.GetValueOrDefault(taskId);
}
