namespace OrleansOps.Protocol;

/// <summary>The order was not taken, and no part of it ran.</summary>
/// <param name="Code">Why.</param>
/// <param name="Reason">A sentence for the operator.</param>
/// <param name="TraceParent">As the order had it.</param>
public sealed record TaskRefused(string TaskId, int Attempt, RefusalCode Code, string Reason, string? TraceParent = null);
