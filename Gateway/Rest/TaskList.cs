namespace OrleansOps.Rest;

/// <summary>One page of tasks, newest first; nextCursor gives the page after it.</summary>
internal sealed record TaskList(IReadOnlyList<TaskSummary> Items, string? NextCursor);
