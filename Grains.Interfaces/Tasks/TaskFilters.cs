namespace OrleansOps.Tasks;

/// <summary>What lists of tasks show.</summary>
public static class TaskFilters
{
    public static bool Lets(this TaskQuery query, TaskSummary task) =>
        (query.AgentId is not { } agent || string.Equals(task.AgentId, agent, StringComparison.Ordinal))
        && (query.Phase is not { } phase || task.Phase == phase)
        && (query.Open is not { } open || task.Phase.IsTerminal() != open)
        && (query.Label is not { } label || (task.Labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal)));
}
