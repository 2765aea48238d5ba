namespace OrleansOps.Protocol;

/// <summary>Asks how far the log of an attempt is stored.</summary>
/// <param name="TraceParent">As the task's order had it.</param>
public sealed record LogQuestion(string TaskId, int Attempt, string? TraceParent = null);
