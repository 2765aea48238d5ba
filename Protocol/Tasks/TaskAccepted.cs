namespace OrleansOps.Protocol;

/// <summary>The order is in the journal on disk and will run, whatever happens to the connection.</summary>
public sealed record TaskAccepted(string TaskId, int Attempt);
