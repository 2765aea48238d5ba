namespace OrleansOps.Protocol;

/// <summary>The order is in the journal on disk and will run, whatever happens to the connection.</summary>
/// <param name="TraceParent">As the order had it.</param>
public sealed record TaskAccepted(string TaskId, int Attempt, string? TraceParent = null);
