namespace OrleansOps.Api;

/// <summary>One page of tasks, newest first; nextCursor gives the page after it.</summary>
public sealed record TaskList(IReadOnlyList<TaskSummary> Items, string? NextCursor);
