namespace OrleansOps.Protocol;

/// <summary>Asks how far the log of an attempt is stored.</summary>
public sealed record LogQuestion(string TaskId, int Attempt);
