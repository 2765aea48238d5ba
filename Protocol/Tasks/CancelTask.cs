namespace OrleansOps.Protocol;

/// <summary>An order to end a task. It holds for every attempt up to this one.</summary>
public sealed record CancelTask(string TaskId, int Attempt);
