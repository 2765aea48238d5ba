namespace OrleansOps.Tasks;

/// <summary>What lists of tasks show.</summary>
public static class TaskFilters
{
    public static bool Matches(this TaskQuery query, TaskSummary task) =>
        (query.Phase is not { } phase || task.Phase == phase)
        && (query.Phases is not { } phases || phases.Contains(task.Phase))
        && query.MatchesApartFromPhase(task);

    /// <summary>Whether the query shows the task in one phase or another. Only tasks that are not over, or are, is a matter of phase too.</summary>
    public static bool MatchesInSomePhase(this TaskQuery query, TaskSummary task) => (query with { Open = null }).MatchesApartFromPhase(task);

    private static bool MatchesApartFromPhase(this TaskQuery query, TaskSummary task) =>
        (query.AgentId is not { } agent || string.Equals(task.AgentId, agent, StringComparison.Ordinal))
        && (query.Open is not { } open || task.Phase.IsTerminal() != open)
        && (query.Label is not { } label || (task.Labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal)))
        && query.MatchesSubmitter(task)
        && !(task.SubmittedAt < query.Since)
        && !(task.SubmittedAt >= query.Until)
        && (query.Text is not { } text || Has(task.AgentName, text) || Has(task.Id, text) || Has(task.Name, text) || Has(task.Preview, text));

    private static bool MatchesSubmitter(this TaskQuery query, TaskSummary task) => query.SubmittedById is { } id && task.SubmittedById is { } known
        ? string.Equals(known, id, StringComparison.Ordinal)
        : query.SubmittedBy is not { } by || string.Equals(task.SubmittedBy, by, StringComparison.Ordinal);

    private static bool Has(string? where, string text) => where?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
